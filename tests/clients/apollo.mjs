// Pages through all stores near a place, then reads the home screen, with @apollo/client and its normalised cache.
// Arguments: the endpoint, a token, the place as JSON, the page's size. Prints what it showed as JSON.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { filter, firstValueFrom } from "rxjs";
import { HOME, POSSIBLE_TYPES, STORES, shown } from "./documents.mjs";

const [endpoint, token, place, size] = process.argv.slice(2);
const near = JSON.parse(place);

const answer = await fetch(endpoint, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ query: POSSIBLE_TYPES }),
});
const { data } = await answer.json();
const possibleTypes = Object.fromEntries(
  data.__schema.types
    .filter(({ possibleTypes }) => possibleTypes)
    .map(({ name, possibleTypes }) => [name, possibleTypes.map((type) => type.name)]),
);

let requests = 0;
const counted = new ApolloLink((operation, forward) => {
  requests += 1;
  return forward(operation);
});
const client = new ApolloClient({
  link: counted.concat(new HttpLink({ uri: endpoint, headers: { Authorization: `Bearer ${token}` } })),
  clientAwareness: { name: "doorstep-tests", version: "5.2.0" },
  cache: new InMemoryCache({
    possibleTypes,
    typePolicies: { Query: { fields: { stores: relayStylePagination(["near", "filter", "sort"]) } } },
  }),
});

const asked = { query: gql(STORES), variables: { near, first: Number(size) } };
const list = client.watchQuery(asked);
const watched = list.subscribe(() => {});
await firstValueFrom(list.pipe(filter(({ dataState }) => dataState === "complete")));
let { stores } = client.readQuery(asked);
while (stores.pageInfo.hasNextPage) {
  await list.fetchMore({ variables: { after: stores.pageInfo.endCursor } });
  ({ stores } = client.readQuery(asked));
}
const pages = requests;
watched.unsubscribe();

const home = await client.query({ query: gql(HOME), variables: { near } });
const again = await client.query({ query: gql(HOME), variables: { near } });
const store = stores.edges[0].node;
const cached = client.readFragment({ id: client.cache.identify(store), fragment: gql`fragment S on Store { name }` });

console.log(
  JSON.stringify({
    stores: stores.edges.map(({ node }) => node.id),
    pages,
    home: shown(home.data.home),
    answeredFromCache: requests === pages + 1 && again.data === home.data,
    sharedObject: cached.name === store.name,
  }),
);
client.stop();

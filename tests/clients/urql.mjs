// Pages through all stores near a place, then reads the home screen, with @urql/core and its normalised cache.
// Arguments: the endpoint, a token, the place as JSON, the page's size. Prints what it showed as JSON.
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { getIntrospectionQuery } from "graphql";
import { HOME, STORES, shown } from "./documents.mjs";

const [endpoint, token, place, size] = process.argv.slice(2);
const near = JSON.parse(place);

const answer = await fetch(endpoint, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const { data: schema } = await answer.json();

// Values without an id belong to the object that holds them; a section is another one at every place.
const sections = schema.__schema.types.find(({ name }) => name === "HomeSection").possibleTypes;
const embedded = ["DeliveryQuote", "Home", "Location", "Money", ...sections.map(({ name }) => name)];

let requests = 0;
const counted = (...arguments_) => {
  requests += 1;
  return fetch(...arguments_);
};
const client = new Client({
  url: endpoint,
  fetch: counted,
  preferGetMethod: false,
  fetchOptions: { headers: { Authorization: `Bearer ${token}` } },
  exchanges: [
    cacheExchange({
      schema,
      keys: Object.fromEntries(embedded.map((name) => [name, () => null])),
      resolvers: { Query: { stores: relayPagination() } },
    }),
    fetchExchange,
  ],
});

const run = async (document, variables) => {
  const result = await client.query(document, variables).toPromise();
  if (result.error) throw result.error;
  return result.data;
};

let after = null;
let list;
do {
  list = (await run(STORES, { near, first: Number(size), after })).stores;
  after = list.pageInfo.endCursor;
} while (list.pageInfo.hasNextPage);
const pages = requests;

const home = await run(HOME, { near });
const again = await run(HOME, { near });
const store = list.edges[0].node;

console.log(
  JSON.stringify({
    stores: list.edges.map(({ node }) => node.id),
    pages,
    home: shown(home.home),
    answeredFromCache: requests === pages + 1 && JSON.stringify(again) === JSON.stringify(home),
    sharedObject: client.readQuery(STORES, { near, first: Number(size) })?.data.stores.edges[0].node.name === store.name,
  }),
);

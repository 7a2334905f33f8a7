// What an app asks: its list of stores, a page at a time, and its home screen.
export const STORES = `
  query Stores($near: LocationInput!, $first: Int!, $after: String) {
    stores(near: $near, first: $first, after: $after) {
      edges { cursor node { id name isFavourite } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

export const HOME = `
  query Home($near: LocationInput!) {
    home(near: $near, first: 5) {
      sections {
        __typename
        key
        title
        ... on OrderSection { items { id number status } }
        ... on StoreSection { items { id name isFavourite } }
        ... on ProductSection { items { id name price { amount currency } } }
        ... on PromotionSection { items { id title } }
        ... on CategorySection { items { id name } }
      }
    }
  }
`;

export const POSSIBLE_TYPES = `{ __schema { types { kind name possibleTypes { name } } } }`;

// Which objects each section of the home screen shows; a client that knew no interfaces would show none.
export const shown = (home) =>
  home.sections.map(({ __typename, key, items }) => ({ type: __typename, key, items: items.map((item) => item.id) }));

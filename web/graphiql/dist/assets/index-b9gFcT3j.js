const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/page-BxBBKH7g.js","assets/rolldown-runtime-XKyaHtl9.js","assets/editorBaseApi-DE63pDss.js","assets/range-B7fhyRQq.js","assets/preload-helper-0_9dZrxl.js","assets/utils-78ytjYnH.js","assets/dist-B3CG-CdH.js","assets/page-C4EiVmIu.css"])))=>i.map(i=>d[i]);
import{t as e}from"./preload-helper-0_9dZrxl.js";var t=[`# The home screen: typed sections, in order.
# With a token the viewer's own come first:
# \`doorstep token customer\` prints one.
query Home(
  $near: LocationInput! = {
    latitude: 38.7106
    longitude: -9.1409
  }
  $first: Int! = 5
) {
  home(near: $near, first: $first) {
    sections {
      __typename
      key
      title
      ... on OrderSection {
        items {
          id
          number
          status
          store {
            name
          }
          delivery {
            eta
            courier {
              person {
                name
              }
            }
          }
        }
      }
      ... on StoreSection {
        items {
          id
          name
          picture
          rating
          isOpen
          isFavourite
          distanceMetres(to: $near)
          deliveryQuote(to: $near) {
            minutes
            fee {
              amount
              currency
            }
          }
        }
      }
      ... on ProductSection {
        items {
          id
          name
          picture
          price {
            amount
            currency
          }
          store {
            name
          }
        }
      }
      ... on PromotionSection {
        items {
          id
          title
          description
          picture
          endsAt
          store {
            name
          }
        }
      }
      ... on CategorySection {
        items {
          id
          name
          picture
        }
      }
    }
  }
}
`,`# The store screen, here of the nearest store.
# \`store(id: ...)\` takes the same fields.
query Store(
  $near: LocationInput! = {
    latitude: 38.7106
    longitude: -9.1409
  }
  $products: Int = 10
) {
  stores(near: $near, first: 1) {
    nodes {
      id
      slug
      name
      description
      picture
      rating
      ratingCount
      isOpen
      hoursChangeAt
      isFavourite
      deliveryQuote(to: $near) {
        minutes
        fee {
          amount
          currency
        }
        freeFrom {
          amount
          currency
        }
      }
      categories {
        name
      }
      promotions {
        title
        description
      }
      products(first: $products) {
        edges {
          cursor
          node {
            id
            name
            picture
            price {
              amount
              currency
            }
            isSoldOut
            optionGroups {
              name
              options {
                name
                priceDelta {
                  amount
                  currency
                }
              }
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      reviews(first: 3) {
        nodes {
          rating
          body
          author {
            name
          }
        }
      }
    }
  }
}
`,`# Stores and products in one list, best first.
# Every word may be the beginning of one.
query Search(
  $text: String! = "burger"
  $near: LocationInput = {
    latitude: 38.7106
    longitude: -9.1409
  }
  $first: Int = 10
  $after: String
) {
  search(text: $text, near: $near, first: $first, after: $after) {
    edges {
      node {
        __typename
        ... on Store {
          id
          name
          picture
          rating
          isOpen
        }
        ... on Product {
          id
          name
          picture
          price {
            amount
            currency
          }
          store {
            name
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,`# The screen of the viewer's latest order.
# Needs a token: \`doorstep token customer\`.
# \`order(id: ...)\` takes the same fields.
query Order {
  viewer {
    orders(first: 1) {
      nodes {
        id
        number
        status
        placedAt
        promisedAt
        total {
          amount
          currency
        }
        store {
          name
          phone
        }
        lines {
          name
          quantity
          options {
            name
          }
          total {
            amount
            currency
          }
        }
        timeline {
          status
          actor
          at
        }
        delivery {
          status
          eta
          courier {
            vehicle
            location {
              latitude
              longitude
            }
            person {
              name
              picture
            }
          }
        }
        payment {
          status
          cardBrand
          cardLast4
        }
      }
    }
  }
}
`].map(e=>({query:e.trim()})),{show:n}=await e(async()=>{let{show:e}=await import(`./page-BxBBKH7g.js`);return{show:e}},__vite__mapDeps([0,1,2,3,4,5,6,7]));n(t);
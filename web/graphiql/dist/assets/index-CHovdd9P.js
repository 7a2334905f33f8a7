const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/page-DWse8vBR.js","assets/rolldown-runtime-XKyaHtl9.js","assets/editorBaseApi-DE63pDss.js","assets/range-B7fhyRQq.js","assets/preload-helper-0_9dZrxl.js","assets/utils-78ytjYnH.js","assets/dist-B3CG-CdH.js","assets/page-C4EiVmIu.css"])))=>i.map(i=>d[i]);
import{t as e}from"./preload-helper-0_9dZrxl.js";var t=[`# The home screen: ordered sections, each of its own kind.
query Home(
  $near: PointInput! = {latitude: 52.52, longitude: 13.405}
  $first: Int = 8
) {
  home(near: $near, first: $first) {
    sections {
      __typename
      id
      title
      ... on StoreSection {
        items {
          id
          name
        }
      }
    }
  }
}
`,`# Stores near a point, nearest first.
query Store(
  $near: PointInput! = {latitude: 52.52, longitude: 13.405}
  $first: Int = 10
) {
  stores(near: $near, first: $first) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,`# Stores and products in one list, best match first.
query Search(
  $text: String! = "pizza"
  $near: PointInput! = {latitude: 52.52, longitude: 13.405}
) {
  search(text: $text, near: $near, first: 10) {
    edges {
      node {
        __typename
        ... on Store {
          id
          name
        }
        ... on Product {
          id
          name
        }
      }
    }
  }
}
`,`# The viewer's latest orders. Needs a token: paste one into the field above.
query Order {
  viewer {
    orders(first: 5) {
      edges {
        node {
          id
          status
          placedAt
        }
      }
    }
  }
}
`].map(e=>({query:e.trim()})),{show:n}=await e(async()=>{let{show:e}=await import(`./page-DWse8vBR.js`);return{show:e}},__vite__mapDeps([0,1,2,3,4,5,6,7]));n(t);
// The ready operations, in the order of their tabs. A tab takes its title from the operation's name.
import home from "./operations/home.graphql?raw";
import order from "./operations/order.graphql?raw";
import search from "./operations/search.graphql?raw";
import store from "./operations/store.graphql?raw";

export const operations = [home, store, search, order].map((query) => ({ query: query.trim() }));

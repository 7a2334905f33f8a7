// How operations travel: over HTTP to the page's own address, subscriptions over a websocket at the same address.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { parse } from "graphql";
import { createClient } from "graphql-ws";

import { authorization } from "./token.js";

const endpoint = new URL(location.pathname, location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol.replace("http", "ws");

// The socket opens with the first subscription and closes with the last, so each run carries the token of its moment.
// A lost socket is shown rather than retried: this page is where one comes to see that.
const client = createClient({ url: socket.href, connectionParams: authorization, retryAttempts: 0 });

const wsClient = {
  ...client,
  subscribe: (operation, sink) =>
    client.subscribe(operation, { ...sink, error: (problem) => sink.error(inWords(problem)) }),
};

/** A browser reports what befell a socket as an event, which shows as an empty object. */
function inWords(problem) {
  if (problem instanceof CloseEvent) return { message: `Socket closed: ${problem.code} ${problem.reason}`.trimEnd() };
  if (problem instanceof Event) return { message: `No socket opens at ${socket.href}` };
  return problem;
}

// Headers typed into the headers editor win over ours.
const fetchAsViewer = (url, { headers, ...init }) =>
  fetch(url, { ...init, headers: { "apollographql-client-name": "graphiql", ...authorization(), ...headers } });

const send = createGraphiQLFetcher({
  url: endpoint.href,
  fetch: fetchAsViewer,
  wsClient,
  enableIncrementalDelivery: false,
});

/** Just after a change of tabs GraphiQL still names the operation of the tab before; such a name is left out. */
function existing(operationName, query) {
  try {
    return parse(query).definitions.some(({ name }) => name?.value === operationName) ? operationName : undefined;
  } catch {
    // The service says best what is wrong with the text.
    return undefined;
  }
}

export const fetcher = ({ operationName, ...request }, options) =>
  send({ ...request, operationName: existing(operationName, request.query) }, options);

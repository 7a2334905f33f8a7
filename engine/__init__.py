"""The machine under the API: GraphQL, SQL, sockets and caches. It knows nothing of shops, imports no other room."""

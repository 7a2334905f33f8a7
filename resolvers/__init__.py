"""The verbs of the API: root queries, mutations and subscriptions. A resolver names rows or calls one service."""

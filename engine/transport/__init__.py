"""GraphQL over HTTP: strict input in front, statuses and headers behind; what an operation does is not known here."""

"""The practical limit of each workload: one prepared statement whose text PostgreSQL has made, through bare ASGI."""

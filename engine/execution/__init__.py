"""From an operation to bytes: the compiler, its plans, and graphql-core as the reference they are measured against."""

"""What the business does: rules across rows, one transaction each. Nothing here knows GraphQL."""

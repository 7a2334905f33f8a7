"""What a schema says of itself: fields, relations between tables, pages. Declarations only; nothing is read or run."""

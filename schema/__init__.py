"""The nouns of the API: what clients see. A type's fields are declarations of what they read; see engine/declare/."""

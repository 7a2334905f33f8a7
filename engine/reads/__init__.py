"""SQL from relations: statements made once, and the per-request loaders that run them in batches."""

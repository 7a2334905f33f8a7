"""PostgreSQL: one asyncpg pool for reads, and how a request borrows a connection. What is read stands in loaders/."""


def sqlalchemy_url(url: str) -> str:
    """The same database for SQLAlchemy's asyncpg dialect: `postgresql://...` becomes `postgresql+asyncpg://...`."""
    scheme, separator, rest = url.partition("://")
    if scheme not in {"postgres", "postgresql", "postgresql+asyncpg"} or not separator:
        message = "DATABASE_URL must begin with postgresql://"
        raise ValueError(message)
    return f"postgresql+asyncpg://{rest}"

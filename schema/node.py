"""The Node interface (GraphQL Global Object Identification)."""

import strawberry


@strawberry.interface(description="Anything that can be fetched again by its id.")
class Node:
    """Types implement it with `id = identity(...)`."""

    id: strawberry.ID = strawberry.field(description="Global id; opaque, and the same for as long as it exists.")

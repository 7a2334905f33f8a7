"""The schema as the service serves it."""

import pytest
from graphql import GraphQLSchema

from resolvers.schema import build_schema


@pytest.fixture(scope="session")
def schema() -> GraphQLSchema:
    """Built once; the tests only look at it."""
    return build_schema()

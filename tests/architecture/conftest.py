"""The project's own source, for the tests that read it."""

import os
from pathlib import Path

import pytest

from tests.architecture.source import CODE, ROOT, Source

MADE_BY_TOOLS = {"node_modules", "build", "dist", "__pycache__"}


@pytest.fixture(scope="session")
def sources() -> list[Source]:
    """Every Python file of the project, save what tools made and what is hidden."""
    found: list[Source] = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in MADE_BY_TOOLS and not name.startswith("."))
        here = Path(folder).relative_to(ROOT)
        found.extend(Source((here / name).as_posix()) for name in sorted(files) if name.endswith(".py"))
    assert {source.path.split("/")[0] for source in found} >= {*CODE, "tests"}, "a room of the house is missing"
    return found


@pytest.fixture(scope="session")
def code(sources: list[Source]) -> list[Source]:
    """The program itself, without tests."""
    return [source for source in sources if source.inside(*CODE)]

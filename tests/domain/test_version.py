import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.version import Version, read_version

NUMBERS = st.integers(0, 99_999)
VERSIONS = st.builds(Version, NUMBERS, NUMBERS, NUMBERS)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("5.12.3", Version(5, 12, 3)),
        ("5.2-beta.1", Version(5, 2)),
        ("5.2.1+4711", Version(5, 2, 1)),
        ("7", Version(7)),
        ("1.2.3.4", Version(1, 2, 3)),
    ],
)
def test_versions_are_read_as_apps_write_them(text: str, version: Version) -> None:
    assert read_version(text) == version


@pytest.mark.parametrize(
    "text", [None, "", "beta", "1..2", ".1", "1.x", "-1", "1.-2", "²", "\u0661", "123456", " 1", "1 "]
)
def test_what_is_no_version_is_none(text: str | None) -> None:
    assert read_version(text) is None


@given(VERSIONS)
def test_a_version_that_was_written_is_read_again(version: Version) -> None:
    assert read_version(f"{version.major}.{version.minor}.{version.patch}") == version


def test_versions_are_ordered_by_number_and_not_by_letter() -> None:
    written = ["5.10", "5.9.9", "10.0", "5.9", "5.10.1"]
    found = [version for text in written if (version := read_version(text))]
    assert sorted(found) == [Version(5, 9), Version(5, 9, 9), Version(5, 10), Version(5, 10, 1), Version(10)]


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_version(text)
    assert found is None or found >= Version(0)

"""Every file that names the address of the repository, or of the records, names the one that is decided in one place."""

import re
import tomllib
from pathlib import Path

import pytest

from untip._export.addresses import RECORDS, REPOSITORY

ROOT = Path(__file__).resolve().parents[2]
URLS: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
BASE = URLS["Repository"]
NAMES = ("untip", BASE.rpartition("/")[2])
PATTERNS = ("*.md", "*.cff", "*.toml", "justfile", ".github/**/*", "docs/**/*.md")
MADE = {"_build", "_generated"}
FILES = sorted(
    path for pattern in PATTERNS for path in ROOT.glob(pattern) if path.is_file() and not MADE & set(path.parts)
)
ELSEWHERE = ("https://pypi.org/project/untip/", RECORDS)  # of the package and of the records
ADDRESS = re.compile(r"https?://[^\s\"'<>()\[\]{}`]+")


def strays(text: str) -> list[str]:
    """Return the addresses in a text that name untip and are not the repository's."""
    found = [address.rstrip(".,;:") for address in ADDRESS.findall(text)]
    found = [address for address in found if any(name in address for name in NAMES)]
    return [
        address
        for address in found
        if address != BASE and not address.startswith((BASE + "/", BASE + ".git", *ELSEWHERE))
    ]


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_an_address_of_the_repository_is_the_one_in_pyproject(path: Path) -> None:
    assert strays(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [f"{BASE}", f"see <{BASE}/issues>.", f"git clone {BASE}.git", ELSEWHERE[0]])
def test_our_addresses_are_no_strays(text: str) -> None:
    assert strays(text) == []


@pytest.mark.parametrize("address", ["https://example.com/other/untip/issues", BASE + "-old", BASE[:-1] + "x/untip"])
def test_another_address_is_a_stray(address: str) -> None:
    assert strays(f"See <{address}>.") == [address]


def test_the_files_that_name_an_address_are_read() -> None:
    assert {ROOT / "README.md", ROOT / "justfile", ROOT / "docs/guides/publish.md"} <= set(FILES)
    assert RECORDS in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")


def test_the_release_steps_say_how_to_set_each_address_that_leads_nowhere_yet() -> None:
    steps = (ROOT / "RELEASE.md").read_text(encoding="utf-8").partition("## Once, before the first release")[2]
    assert REPOSITORY == BASE
    assert f"old={REPOSITORY} new=" in steps
    assert f"`{RECORDS}`, is not registered yet" in steps


def test_every_address_of_the_project_lies_in_the_repository() -> None:
    assert URLS.keys() == {"Repository", "Documentation", "Changelog", "Issues"}
    assert [url for url in URLS.values() if url != BASE and not url.startswith(BASE + "/")] == []


def test_what_is_cited_names_the_repository() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r'^repository-code: "(.*)"$', citation, re.MULTILINE) == [BASE]

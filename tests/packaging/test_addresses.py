"""Every file that names the address of the repository names the one in `pyproject.toml`."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
URLS: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
BASE = URLS["Repository"]
NAMES = ("untip", BASE.rpartition("/")[2])
FILES = sorted(
    path for pattern in ("*.md", "*.cff", "*.toml", ".github/**/*") for path in ROOT.glob(pattern) if path.is_file()
)
ELSEWHERE = ("https://pypi.org/project/untip/",)  # names the package, not the repository
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


def test_every_address_of_the_project_lies_in_the_repository() -> None:
    assert URLS.keys() == {"Repository", "Documentation", "Changelog", "Issues"}
    assert [url for url in URLS.values() if url != BASE and not url.startswith(BASE + "/")] == []


def test_what_is_cited_names_the_repository() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r'^repository-code: "(.*)"$', citation, re.MULTILINE) == [BASE]

"""What comes in to be refused or answered: values that belong nowhere, damaged texts, changed records; and the corpus."""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import untip
from untip.errors import UntipError

CORPUS = Path(__file__).resolve().parent / "properties" / "corpus"
TEXTS: list[str] = [json.loads(line) for line in (CORPUS / "texts.jsonl").read_text("utf-8").splitlines()]
"""Texts that were once found to matter: names, dates, queries, tables, and what looks like them."""
RECORDS: list[dict[str, Any]] = [
    json.loads(line) for line in (CORPUS / "records.jsonl").read_text("utf-8").splitlines()
]
"""Valid records as dicts, of every kind there was when they were taken."""

Path_ = tuple[Any, ...]


class Text(str):
    """Text that is not quite text."""

    __slots__ = ()


class Mine(dict[Any, Any]):
    """A dict that is not quite a dict."""


class Rude:
    """An object of which nothing works."""

    def __getattribute__(self, name: str) -> Any:
        raise AttributeError(name)

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise ValueError("no")

    def __repr__(self) -> str:
        raise RuntimeError("no")


@contextmanager
def only_ours() -> Iterator[None]:
    """Let pass what we raise, with a message of bounded size; anything else is a finding."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except UntipError as error:
            assert len(str(error)) < 300_000  # noqa: PT017 - most calls raise nothing
            # an error that was not foreseen is a problem too, and says its class
            unforeseen = [
                one for one in getattr(error, "problems", ()) if one.message.partition(":")[0][-5:] == "Error"
            ]
            assert unforeseen == []


def deep(depth: int) -> Any:
    data: Any = []
    for _ in range(depth):
        data = [data]
    return data


def paths(data: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every value inside plain data."""
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, step)
        yield from paths(inner, (*path, step))


WORDS = sorted({word for record in RECORDS for word in json.dumps(record, ensure_ascii=False).split('"')[1::2]} - {""})


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a text of the corpus, most of them damaged somewhere."""
    text = draw(st.sampled_from(TEXTS) | st.sampled_from(WORDS))
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text)))
        piece = text[start : start + draw(st.sampled_from([0, 1, 2, 8, 200]))]
        other = (
            st.sampled_from(TEXTS)
            | st.text(max_size=3)
            | st.sampled_from(list("0123456789-/X?~%.:,[]{}\"'&*!#|>@`\\ \t\n\r"))
        )
        new = draw(st.sampled_from(["", piece * 2, piece[::-1], piece.swapcase(), piece * 3000]) | other)
        text = text[:start] + new + text[start + len(piece) :]
    return text


DATES = st.sampled_from([text for text in TEXTS if text and not text.strip("0123456789X/.-?~%")]) | texts()
JUNK: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([None, True, False, 0, -1, 2**63, 10**30, 1.5, -0.0, float("nan"), float("inf"), 1e308]),
    texts(),
    texts().map(Text),
    texts().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(texts(), max_size=3),
    st.lists(texts(), max_size=3).map(tuple),
    st.sets(texts(), max_size=2),
    st.dictionaries(texts(), texts(), max_size=2),
    st.builds(Mine, st.just({"id": "x", None: 1})),
    st.just(40).map(deep),
    st.sampled_from([print, str, untip.Agency, range(3), untip.PartialDate("2000"), untip.Interval("2000/2001")]),
    st.builds(Rude) | st.builds(object) | st.builds(lambda: iter("x")),
)
PLAIN: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([None, True, 4711, -1.5, [], {}]), texts(), st.lists(texts(), max_size=2)
)


@st.composite
def changed(draw: st.DrawFn, new: st.SearchStrategy[Any] = PLAIN) -> dict[str, Any]:
    """Draw the dict of a record of the corpus, most of them changed in some places."""
    data: dict[str, Any] = deepcopy(draw(st.sampled_from(RECORDS)))
    for _ in range(draw(st.sampled_from([0, 1, 1, 2, 4]))):
        found = list(paths(data))
        if not found:
            break
        *way, last = draw(st.sampled_from(found))
        inner: Any = data
        for step in way:
            inner = inner[step]
        how = draw(st.integers(0, 4))
        if how == 0:
            del inner[last]
        elif how == 1 and isinstance(inner, dict):
            inner[draw(texts())] = inner.pop(last)
        elif how == 2:
            inner[last] = [inner[last], inner[last]]
        else:
            inner[last] = draw(new)
    return data

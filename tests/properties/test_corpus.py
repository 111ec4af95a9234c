"""What the machine and its forerunners ever found is kept, and replayed each time."""

from collections.abc import Callable
from typing import Any

import pytest
from hostile_values import RECORDS, TEXTS, Rude, only_ours

import untip
from untip._store.tables import read_coverage, read_participation, read_states
from untip.errors import UntipError
from untip.schema import KINDS, Record


def test_the_records_of_the_corpus_are_valid_and_come_back() -> None:
    found = [untip.from_dict(Record, data) for data in RECORDS]
    assert [untip.to_dict(record) for record in found] == RECORDS
    assert {record.kind for record in found} <= set(KINDS)
    assert len({record.kind for record in found}) >= 10


READERS: dict[str, Callable[[Any], object]] = {
    "PartialDate": untip.PartialDate,
    "Interval": untip.Interval,
    "find": untip.find,
    "get": untip.get,
    "search": untip.search,
    "related": untip.related,
    "provenance": untip.provenance,
    "filter": lambda text: untip.agencies.filter(name=text),
    "filter by type": lambda text: untip.agencies.filter(type=text),
    "sort": untip.agencies.sort,
    "active": untip.agencies.active,
    "as_of": untip.as_of,
    "json": lambda text: untip.loads(text, Record, "json"),
    "yaml": lambda text: untip.loads(text, Record, "yaml"),
    "states": lambda text: read_states(text.encode("utf-8", "surrogatepass"), "states.csv"),
    "participation": lambda text: read_participation(text.encode("utf-8", "surrogatepass"), "untoc", "p.csv"),
    "coverage": lambda text: read_coverage(text.encode("utf-8", "surrogatepass"), "coverage.csv"),
}


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_every_text_of_the_corpus_is_answered_or_refused(reader: str) -> None:
    answered = 0
    for text in TEXTS:
        with only_ours():
            READERS[reader](text)
            answered += 1
    assert answered > 0 or reader in ("json", "yaml")


FOUND: dict[str, Callable[[], object]] = {
    "a slice of texts": lambda: untip.agencies[slice("a", "b")],
    "a slice without steps": lambda: untip.agencies[::0],
    "a number of 5,000 digits": lambda: untip.agencies[10**5000],
    "kinds that are none": lambda: untip.search("x", kinds=untip.Interval("2000/2001")),  # type: ignore[arg-type]
    "a field that cannot be compared": lambda: untip.agencies.group_by(Rude()),  # type: ignore[arg-type]
    "a field that cannot be compared, to sort by": lambda: untip.agencies.sort(Rude()),  # type: ignore[arg-type]
    "a key of megabytes": lambda: untip.from_dict(untip.Agency, {"x" * 10**6: 1}),
    "a key that breaks the line": lambda: untip.from_dict(untip.Agency, {"a\nb": 1}),
}


@pytest.mark.parametrize("case", FOUND)
def test_what_was_found_stays_corrected(case: str) -> None:
    with pytest.raises(UntipError) as caught:
        FOUND[case]()
    assert len(str(caught.value)) < 6000
    assert all("\n" not in str(problem) for problem in getattr(caught.value, "problems", ()))


def test_a_limit_beyond_all_numbers_is_no_limit() -> None:
    assert untip.search("trafficking", limit=10**30)

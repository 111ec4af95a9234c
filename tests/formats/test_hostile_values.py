"""Texts, dicts, names and times from a caller: whatever they are, they are answered or refused."""

from typing import Any

import pytest
from hostile import FILES

import untip

DEEP: Any = "x"
for _ in range(100_000):
    DEEP = [DEEP]

ROUND: dict[str, Any] = {"kind": "agency", "id": "x"}
ROUND["aliases"] = ROUND

TEXTS: dict[str, str | bytes] = {
    **{case: data for case, (data, _, _) in FILES.items() if len(data) < 2_000_000},
    "a lone surrogate": '{"kind": "agency", "id": "x", "name": "\ud800"}',
    "an escaped surrogate": r'{"kind": "agency", "id": "x", "name": "\ud800"}',
    "no kind": '{"id": "x"}',
    "another kind": '{"kind": "instrument", "id": "x"}',
    "a kind that is none": '{"kind": ["agency"], "id": "x"}',
    "a key twice": '{"kind": "agency", "kind": "agency", "id": "x"}',
    "NaN": '{"kind": "agency", "id": "x", "name": NaN}',
    "100,000 JSON mappings": '{"a":' * 100_000,
    "nothing": "",
}


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize("case", TEXTS)
def test_a_text_that_is_no_record_is_refused(case: str, format: Any) -> None:
    with pytest.raises(untip.ValidationError) as caught:
        untip.loads(TEXTS[case], untip.Agency, format)
    assert caught.value.problems[0].message


@pytest.mark.parametrize("text", [None, 1, ["x"], {"kind": "agency"}])
@pytest.mark.parametrize("format", ["json", "yaml"])
def test_what_is_no_text_is_a_wrong_question(text: Any, format: Any) -> None:
    with pytest.raises(untip.UsageError):
        untip.loads(text, untip.Agency, format)


IDS: list[Any] = [None, 1, "", "X", "../x", "x\n", "x" * 10**6, [], {}]
DICTS: list[Any] = [
    *(
        None,
        1,
        "x",
        b"x",
        [],
        [("kind", "agency")],
        {},
        {1: 2},
        {None: 1},
        {(): ()},
        {"kind": None},
        {"kind": {}},
        {"x"},
    ),
    *({"kind": "agency", "id": value, "name": "x"} for value in IDS),
    *({"kind": "agency", "id": "x", "name": value} for value in (DEEP, {"x": DEEP}, object(), float("nan"), 10**5000)),
    *({"kind": "agency", "id": "x", "name": "X", field: DEEP} for field in ("aliases", "citations", "type", "parent")),
    *({"kind": "agency", "id": "x", "name": "X", field: 0} for field in ("\ud800", "a\nb", "x" * 10**6, "", "a[b", 7)),
    ROUND,
]


@pytest.mark.parametrize("number", range(len(DICTS)))
@pytest.mark.parametrize("cls", [untip.Agency, untip.Record], ids=lambda cls: cls.__name__)
def test_a_dict_that_is_no_record_is_refused(number: int, cls: Any) -> None:
    with pytest.raises(untip.ValidationError) as caught:
        untip.from_dict(cls, DICTS[number])
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    assert all(len(str(problem)) < 2500 for problem in caught.value.problems)


STRINGS = [
    "",
    " ",
    "\0",
    "\ud800",
    "\u202e",
    "x" * 10**7,
    "9" * 10**6,
    "a/" * 10**6,
    "[" * 10**6,
    "\n",
    "../../etc/passwd",
]
OBJECTS: list[Any] = [None, 10_000, True, 1.5, b"unodc", [], {}, DEEP, object(), ("unodc",), {"unodc"}, untip]


@pytest.mark.parametrize("name", STRINGS, ids=lambda text: ascii(text[:10]))
def test_a_text_that_names_nothing_finds_nothing(name: str) -> None:
    with pytest.raises(untip.NotFoundError):
        untip.find(name)
    with pytest.raises(untip.UnknownIdError):
        untip.agencies[name]
    assert untip.get(name) is None


@pytest.mark.parametrize("text", STRINGS, ids=lambda text: ascii(text[:10]))
def test_a_text_that_is_no_date_is_none(text: str) -> None:
    for ask in (untip.PartialDate, untip.Interval, untip.agencies.active, untip.as_of):
        with pytest.raises(untip.InvalidDateError) as caught:
            ask(text)
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize("thing", OBJECTS[1:], ids=lambda thing: type(thing).__name__)
def test_what_is_neither_name_nor_date_is_a_wrong_question(thing: Any) -> None:
    for question in (untip.find, untip.get, untip.search):
        with pytest.raises(untip.UsageError):
            question(thing)
    for ask in (untip.PartialDate, untip.Interval, untip.agencies.active, untip.as_of):
        with pytest.raises(untip.InvalidDateError):
            ask(thing)

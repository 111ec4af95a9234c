"""Plain data to records and back: exact both ways, and strict on the way in."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, NoReturn, get_type_hints

import attrs
import cattrs
import pytest

import untip
from untip._formats.converter import (
    from_dict,
    from_dict_in,
    is_slug,
    structure,
    to_dict,
)
from untip._schema.define import Checked, field_order, shapes
from untip.dates import PartialDate
from untip.errors import UsageError, ValidationError
from untip.schema import (
    KINDS,
    Action,
    Agency,
    Citation,
    Instrument,
    Participation,
    Record,
    Redirect,
    Source,
    State,
    Statistic,
)

PLAIN: dict[str, Any] = {"kind": "agency", "id": "alpha", "name": "Alpha", "type": "media"}


def refused(data: Any, cls: Any = Agency) -> list[str]:
    """Return what is wrong with plain data."""
    with pytest.raises(ValidationError) as caught:
        from_dict(cls, data)
    return [str(problem) for problem in caught.value.problems]


# ── both ways ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_fields_come_in_the_order_of_the_schema_citations_and_disputes_last() -> None:
    assert field_order(Instrument)[:8] == (
        *("id", "name", "acronym", "aliases", "ambiguous_names", "summary", "type", "binding"),
    )
    assert field_order(Instrument)[-5:] == ("links", "identifiers", "history", "citations", "disputes")
    assert field_order(Citation) == ("source", "section", "lines", "supports")


def test_a_dict_is_new_each_time(world: untip.Registry) -> None:
    alpha = world.agencies["alpha"]
    to_dict(alpha)["aliases"].clear()
    assert to_dict(alpha)["aliases"] == [{"name": "Alpha", "note": "variant"}]


def test_dates_and_lines_are_text(world: untip.Registry) -> None:
    data = to_dict(world.agencies["alpha"])
    assert data["established"] == "2000-06"
    assert data["history"][0]["period"] == "2000-06/2004-12-31"
    assert data["citations"][0]["lines"] == "1-3, 9"


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_leads_to_the_class_and_may_be_left_out_where_that_is_given(kind: str, world: untip.Registry) -> None:
    record = next(record for record in getattr(world, KINDS[kind].folder))
    data = to_dict(record)
    assert from_dict(Record, data) == record
    del data["kind"]
    assert from_dict(KINDS[kind], data) == record


# ── what is refused ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_problem_is_named_at_once_with_its_path() -> None:
    data = PLAIN | {
        "id": "Alpha",
        "typ": "media",
        "type": "medium",
        "aliases": [{"name": "a"}, {"nam": "b"}, "c"],
        "activities": [{"name": "x", "since": "2001-13", "citations": [{"source": "plan", "lines": "9-1"}]}],
        "members": {"who": "a"},
        "headquarters": None,
    }
    del data["name"]
    assert refused(data) == [
        "id: found 'Alpha', expected a slug: lower-case letters, digits and single hyphens",
        "name: missing: name, text",
        "aliases[1].name: missing: name, text",
        "aliases[1].nam: unknown key 'nam'; known are name, note, lang, period; did you mean 'name'?",
        "aliases[2]: found 'c', expected a mapping",
        "type: found 'medium', expected one of " + ", ".join(untip.schema.AgencyType) + "; did you mean 'media'?",
        "headquarters: found null; omit the key",
        "activities[0].since: '2001-13' is not a valid date: expected a month and day that the calendar has",
        "activities[0].citations[0].lines: found 9-1, expected a first line from 1 and a last line not before it",
        "members: found <dict of 1>, expected a list",
        "typ: unknown key 'typ'; known are " + ", ".join(shapes(Agency)) + "; did you mean 'type'?",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"established": 2007},
            """established: found 2007, expected a date in quotes, such as "2007", "2007-03" or "2007-03-26\"""",
        ),
        (
            {"established": "2007/2008"},
            "established: '2007/2008' is not a valid date: expected one date, not an interval",
        ),
        ({"name": True}, "name: found True, expected text"),
        ({"name": None}, "name: found null, expected text"),
        ({"name": ""}, "name: found '': it is empty; fill it in"),
        ({"acronym": ""}, "acronym: found '': it is empty; omit the field"),
        ({"ambiguous_names": ("a",)}, "ambiguous_names: found ('a',), expected a list: plain data has no tuples"),
        ({"ambiguous_names": ["a", "a"]}, "ambiguous_names[1]: 'a' occurs twice; remove one"),
        ({"kind": "agenci"}, "kind: found 'agenci', expected agency; did you mean 'agency'?"),
        ({"kind": "state"}, "kind: found 'state', expected agency"),
        ({"kind": None}, "kind: found None, expected agency"),
        ({5: "x"}, "5: unknown key 5; known are " + ", ".join(shapes(Agency))),
        ({"history": [{"field": "name", "value": "x", "period": "2007"}]}, None),
        ({"citations": [{"source": "a", "lines": "1-2x"}]}, None),
        ({"citations": [{"source": "a", "lines": "12345678"}]}, None),
        ({"citations": [{"source": "a", "lines": "1-12345678"}]}, None),
        ({"citations": [{"source": "a", "lines": "1,2"}]}, None),
        ({"citations": [{"source": "a", "lines": "١"}]}, None),
        ({"citations": [{"source": "a", "lines": [[1, 2]]}]}, None),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_nothing_is_coerced(given: dict[Any, Any], said: str | None) -> None:
    (found,) = refused(PLAIN | given)
    assert found == said or (said is None and found.startswith(("history[0].period: ", "citations[0].lines: found ")))


def test_a_dict_of_no_class_says_its_kind() -> None:
    assert refused({"id": "a", "name": "A"}, Record) == [f"kind: found None, expected {' or '.join(KINDS)}"]


@pytest.mark.parametrize("data", [None, 5, "agency", [PLAIN], [("kind", "agency")]])
@pytest.mark.parametrize("cls", [Agency, Record])
def test_a_record_is_made_of_a_mapping(data: Any, cls: type[Record]) -> None:
    (found,) = refused(data, cls)
    assert found.endswith("expected a mapping")


@pytest.mark.parametrize("cls", [None, "agency", dict, Checked, int, Agency.kind])
def test_only_a_class_of_records_or_parts_can_be_made(cls: Any) -> None:
    with pytest.raises(UsageError, match="expected a class of a record or of a part of one, found "):
        from_dict(cls, PLAIN)


def test_a_part_is_read_as_strictly_as_a_record() -> None:
    assert refused({"source": "plan", "line": "1"}, Citation) == [
        "line: unknown key 'line'; known are source, section, lines, supports; did you mean 'lines'?"
    ]
    assert refused({"lines": "1"}, Citation) == [
        "source: missing: source, a slug: lower-case letters, digits and single hyphens"
    ]
    assert refused(None, Citation) == ["found None, expected a mapping"]


@pytest.mark.parametrize("value", [None, "alpha", {}, Citation, PartialDate("2000")])
def test_only_a_record_or_a_part_of_one_is_written(value: Any) -> None:
    with pytest.raises(UsageError, match="expected a record or a part of one, found "):
        to_dict(value)


def test_a_part_and_a_row_are_written_without_kind_and_id() -> None:
    citation = Citation(source="plan", lines=((46, 53), (271, 271)))
    assert to_dict(citation) == {"source": "plan", "lines": "46-53, 271"}
    assert from_dict(Citation, to_dict(citation)) == citation
    row = Participation(instrument="t", party="fra", action=Action.SIGNATURE, source="s", date=PartialDate("2000-12"))
    assert to_dict(row) == {"instrument": "t", "party": "fra", "action": "signature", "date": "2000-12", "source": "s"}


def test_problems_beyond_the_first_hundred_are_counted() -> None:
    with pytest.raises(ValidationError) as caught:
        from_dict(Agency, PLAIN | {f"field{n}": n for n in range(130)})
    assert (len(caught.value.problems), caught.value.rest) == (100, 30)


# ── hostile input ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Raising(Mapping[str, Any]):
    """A mapping that breaks when it is read."""

    def __getitem__(self, key: str) -> NoReturn:
        raise RuntimeError("broken")

    def __iter__(self) -> Iterator[str]:
        return iter(("kind",))

    def __len__(self) -> int:
        return 1


class Key(str):
    """A key that breaks when it is looked up again."""

    __slots__ = ()

    def __eq__(self, other: object) -> NoReturn:
        raise RuntimeError("broken")

    def __hash__(self) -> int:
        return hash("kind")


class Ordered(Mapping[str, Any]):
    """A mapping that is no dict."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


def test_a_mapping_of_any_class_is_read() -> None:
    assert from_dict(Agency, Ordered(PLAIN)) == from_dict(Agency, PLAIN)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (Raising(), "found <Raising of 1>, which cannot be read: RuntimeError('broken')"),
        ({Key("x"): 1}, "RuntimeError: 'broken'"),
    ],
)
def test_a_mapping_that_breaks_is_refused(data: Any, said: str) -> None:
    assert refused(data) == [said]


def deep(depth: int) -> Any:
    data: Any = "x"
    for _ in range(depth):
        data = [{"a": data}]
    return data


@pytest.mark.parametrize("name", [*PLAIN, "aliases", "established", "citations", "disputes"])
@pytest.mark.parametrize(
    "value",
    [deep(50_000), {1: 2}, b"x", object(), 10**5000, float("nan"), "a" * 10**7],
    ids=["deep", "dict", "bytes", "object", "int", "nan", "long"],
)
def test_whatever_stands_in_a_field_is_refused_with_its_path(name: str, value: Any) -> None:
    found = refused(PLAIN | {name: value})
    assert found
    assert all(line.startswith(name) and len(line) < 800 for line in found)


# ── pieces ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_known_from_elsewhere_may_not_stand_in_the_data_and_is_checked_too() -> None:
    plain = {"to": "alpha", "since": "1", "why": "renamed"}
    assert structure(Redirect, plain, old="beta").old == "beta"
    with pytest.raises(ValidationError, match="old: unknown key 'old'; known are to, since, why"):
        structure(Redirect, {**plain, "old": "gamma"}, old="beta")
    with pytest.raises(ValidationError, match="old: found 'Be ta', expected a slug"):
        structure(Redirect, plain, old="Be ta")


@pytest.mark.parametrize(
    ("text", "right"), [("un-gift", True), ("UN", False), ("", False), ("a" * 100, True), ("a" * 101, False)]
)
def test_an_id_is_a_slug_of_at_most_a_hundred_characters(text: str, right: bool) -> None:
    assert is_slug(text) is right


def test_kinds_that_share_a_field_name_keep_their_own_types() -> None:
    state = from_dict(State, {"id": "fra", "name": "France", "alpha3": "FRA", "successor": ["x"]})
    source = from_dict(
        Source, {"id": "s", "name": "S", "type": "report", "url": "https://example.org", "authors": ["A"]}
    )
    assert (state.successor, source.authors) == (("x",), ("A",))


def test_a_refusal_names_what_was_found_and_the_file() -> None:
    with pytest.raises(ValidationError) as caught:
        from_dict(Agency, {**PLAIN, "aliases": ["c"], "mandate": None, "links": (), "nmae": "x"})
    assert sorted(str(problem.found) for problem in caught.value.problems) == ["'c'", "'nmae'", "()", "null"]
    with pytest.raises(ValidationError) as caught:
        from_dict_in(Agency, Raising(), "a.json")
    assert [problem.file for problem in caught.value.problems] == ["a.json"]


@pytest.mark.parametrize(
    ("lines", "good"), [("9999999", True), ("10000000", False), ("9999998-9999999", True), ("9999999-10000000", False)]
)
def test_a_line_has_seven_digits_at_most(lines: str, good: bool) -> None:
    data = {"kind": "agency", "id": "a", "name": "A", "type": "media", "citations": [{"source": "s", "lines": lines}]}
    if good:
        from_dict(Record, data)
    else:
        with pytest.raises(ValidationError):
            from_dict(Record, data)


# ── a converter of one's own ──────────────────────────────────────────────────────────────────────────────────────────

DATED: dict[str, Any] = {
    "kind": "agency",
    "id": "alpha",
    "name": "Alpha",
    "type": "media",
    "established": "2001",
    "activities": [{"name": "training", "since": "2002"}],
    "members": [{"who": "beta", "role": "member", "attested": ["2003", "2004"]}],
}
COUNTED: dict[str, Any] = {
    "kind": "statistic",
    "id": "count",
    "name": "Count",
    "measure": "cases",
    "value": 1,
    "bound": "about",
    "unit": "cases",
    "as_of": "2005",
}


def dates_in(agency: Any) -> list[str]:
    """Return the dates of the agency above, from the record itself to the parts of its parts."""
    return [str(one) for one in (agency.established, agency.activities[0].since, *agency.members[0].attested)]


def test_a_copy_of_the_converter_uses_its_own_hooks_in_nested_parts_too() -> None:
    mine = untip.converter.copy()
    mine.register_structure_hook(untip.PartialDate, lambda text, _: untip.PartialDate(f"{text}-01"))
    assert dates_in(mine.structure(DATED, Agency)) == ["2001-01", "2002-01", "2003-01", "2004-01"]
    assert dates_in(mine.structure(DATED, Record)) == ["2001-01", "2002-01", "2003-01", "2004-01"]
    assert str(mine.structure(COUNTED, Statistic).as_of) == "2005-01"  # where an interval may stand as well
    assert str(mine.structure(COUNTED | {"as_of": "2005/2006"}, Statistic).as_of) == "2005/2006"
    assert dates_in(untip.converter.structure(DATED, Agency)) == ["2001", "2002", "2003", "2004"]


def test_a_copy_of_the_converter_writes_with_its_own_hooks() -> None:
    mine = untip.converter.copy()
    mine.register_unstructure_hook(untip.PartialDate, lambda date: {"edtf": str(date)})
    data = mine.unstructure(from_dict(Agency, DATED))
    assert data["established"] == {"edtf": "2001"}
    assert data["activities"] == [{"name": "training", "since": {"edtf": "2002"}}]
    assert data["members"][0]["attested"] == [{"edtf": "2003"}, {"edtf": "2004"}]
    assert mine.unstructure(from_dict(Record, COUNTED))["as_of"] == {"edtf": "2005"}
    assert untip.converter.unstructure(from_dict(Agency, DATED)) == DATED


def test_a_hook_for_a_part_is_used_wherever_the_part_stands() -> None:
    mine = untip.converter.copy()
    mine.register_structure_hook(Citation, lambda source, _: Citation(source=source))
    made = mine.structure(DATED | {"citations": ["plan"]}, Agency)
    assert made.citations == (Citation(source="plan"),)


def test_the_converter_structures_parts_and_classes_that_hold_records() -> None:
    @attrs.frozen
    class Note:
        about: Agency
        sources: list[Citation]

    note = untip.converter.structure({"about": DATED, "sources": [{"source": "plan", "lines": "1-2"}]}, Note)
    assert (note.about, note.sources) == (from_dict(Agency, DATED), [Citation(source="plan", lines=((1, 2),))])
    assert untip.converter.unstructure(note)["sources"] == [{"source": "plan", "lines": "1-2"}]


def test_a_field_for_a_record_of_any_kind_goes_in_and_out() -> None:
    @attrs.frozen
    class Note:
        about: Record

    data = {"about": {"kind": "agency", **DATED}}
    note = untip.converter.structure(data, Note)
    assert note.about == from_dict(Agency, DATED)
    assert untip.converter.unstructure(note)["about"] == untip.to_dict(note.about)


def test_answers_go_out_as_plain_data() -> None:
    entry, mention = untip.timeline("2000-11-15", "2000-11-15")[0], untip.mentions("The UNODC")[0]
    assert mention.record is not None
    resolution, counted = untip.resolutions(["UK"], kind="state")[0], untip.party_counts("untoc")[0]
    out = untip.converter.unstructure
    assert out(entry)["record"] == untip.to_dict(entry.record)
    assert out(mention) == (4, 9, "UNODC", untip.to_dict(mention.record), [])
    assert out(resolution)["id"] == "gbr"
    assert out(counted) == (counted.year, counted.parties, counted.possible, str(counted.known_until))


ANSWERS = """Exported Match Mention Resolution TimelineEntry publish.Built
tables.Column tables.CountRow tables.MentionRow tables.PartRow tables.RelationRow"""


@pytest.mark.parametrize("answer", ANSWERS.split())
def test_the_annotations_of_an_answer_can_be_read(answer: str) -> None:
    cls = attrgetter(answer)(untip)
    assert all(not isinstance(hint, str) for hint in get_type_hints(cls).values())
    assert cls.__module__ == "untip" + f".{answer}".rpartition(".")[0]


def test_what_the_converter_refuses_is_an_error_of_cattrs_with_our_problems_inside() -> None:
    with pytest.raises(cattrs.BaseValidationError) as caught:
        untip.converter.structure(DATED | {"name": 5, "established": "2001-13", "nmae": "x"}, Agency)
    inside = [one for one in caught.value.exceptions if isinstance(one, ValidationError)]
    assert [str(one) for one in inside] == [
        "found 5, expected text",
        "'2001-13' is not a valid date: expected a month and day that the calendar has",
    ]
    assert len(caught.value.exceptions) == 3


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (7, str),
        ("7", int),
        (True, int),
        (7, float),
        ("no", bool),
        (0, bool),
        (2007, untip.PartialDate),
        (2007, untip.PartialDate | untip.Interval),
        ("7", int | float),
        ("medium", untip.schema.AgencyType),
    ],
)
def test_the_converter_coerces_no_leaf(value: Any, kind: Any) -> None:
    with pytest.raises(ValidationError):
        untip.converter.structure(value, kind)


@pytest.mark.parametrize("value", ["ab", b"ab", {"a": 1}, {"b", "a"}, frozenset("ab")])
@pytest.mark.parametrize("kind", [list[str], tuple[str, ...]])
def test_the_converter_takes_no_text_mapping_or_set_for_a_list(value: Any, kind: Any) -> None:
    with pytest.raises(ValidationError, match="expected a list"):
        untip.converter.structure(value, kind)
    assert untip.converter.structure(["a", "b"], kind) == kind.__origin__(("a", "b"))

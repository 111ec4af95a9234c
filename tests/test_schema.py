"""The classes of records: strict, immutable, plain; what they refuse, in which words, and what each field must hold."""

import copy
import inspect
import pickle
import threading
import typing
from enum import Enum, StrEnum
from typing import Any

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import TEXTS, instances, records

import untip
from untip import _describe, _vocab, schema
from untip._base import REQUIRED, Checked, shapes
from untip._check import (
    ALPHA2,
    ALPHA3,
    FIELD,
    HTTPS,
    INDICATOR,
    LANGUAGE,
    M49,
    SHA256,
    SLUG,
    SPANS,
    TARGET,
    Format,
    field_problems,
    shape_of,
    text_fault,
)
from untip._convert import from_dict
from untip._dates import Answer, Interval, PartialDate
from untip._errors import InvalidDateError, Problem, UsageError, ValidationError
from untip._vocab import InstrumentStatus, ProgramStatus
from untip.schema import (
    KINDS,
    RELATIONS,
    Agency,
    Alias,
    Citation,
    Claim,
    Concept,
    Dispute,
    Edition,
    Event,
    Finding,
    ForceCondition,
    HistoryEntry,
    Indicator,
    Instrument,
    Program,
    Record,
    Resource,
    Role,
    SDGTarget,
    Source,
    State,
    Statistic,
    Transcript,
)

CLASSES = [
    cls for _, cls in inspect.getmembers(schema, inspect.isclass) if issubclass(cls, Checked) and cls is not Checked
]
VOCABULARIES = [
    cls for _, cls in inspect.getmembers(_vocab, inspect.isclass) if issubclass(cls, Enum) and cls is not StrEnum
]
CITED = Citation(source="plan", lines=((1, 2),))
PERIOD = Interval("2001/2002")
ALPHA = Agency(id="alpha", name="Alpha Organization", type=_vocab.AgencyType.MEDIA, established=PartialDate("2000"))


def problems(cls: type[Checked], **given: Any) -> list[str]:
    """Give what is wrong with some fields."""
    with pytest.raises(ValidationError) as caught:
        cls(**given)
    return [str(problem) for problem in caught.value.problems]


def agency(**given: Any) -> list[str]:
    return problems(Agency, **{"id": "alpha", "name": "Alpha", "type": _vocab.AgencyType.MEDIA} | given)


# ── construction ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_record_is_made_by_keyword_and_takes_defaults() -> None:
    assert (ALPHA.id, ALPHA.acronym, ALPHA.aliases) == ("alpha", None, ())
    with pytest.raises(TypeError):
        Agency("alpha")  # type: ignore[call-arg]


def test_every_fault_is_named_at_once() -> None:
    assert problems(Agency, id="Alpha", nam="x", type="media", established="2000") == [
        "nam: unknown field; known are id, name, acronym, aliases, ambiguous_names, summary, links, identifiers, history, "
        "citations, disputes, type, parent, established, dissolved, established_by, headquarters, mandate, activities, "
        "members, successor; did you mean 'name'?",
        "id: found 'Alpha', expected a slug: lower-case letters, digits and single hyphens",
        "name: missing: name, text",
        "type: found the text 'media', expected the member AgencyType('media')",
        """established: found '2000', expected a date in quotes, such as "2007", "2007-03" or "2007-03-26\"""",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": 1}, "name: found 1, expected text"),
        ({"name": None}, "name: found None, expected text"),
        ({"name": ""}, "name: found '': it is empty; leave the field out"),
        (
            {"name": "a" * 4001},
            f"name: found '{'a' * 38}…' of 4001 characters: it is too long; the limit is 4000 characters",
        ),
        ({"name": " a"}, "name: found ' a': it has stray white space; keep single spaces, none at the ends"),
        ({"name": "a  b"}, "name: found 'a  b': it has stray white space; keep single spaces, none at the ends"),
        ({"name": "a\u00a0b"}, r"name: found 'a\xa0b': it has stray white space; keep single spaces, none at the ends"),
        ({"name": "a\nb"}, r"name: found 'a\nb': it has the hidden or unassigned character U+000A; remove it"),
        ({"name": "a\xadb"}, r"name: found 'a\xadb': it has the hidden or unassigned character U+00AD; remove it"),
        ({"name": "a\u200bb"}, r"name: found 'a\u200bb': it has the hidden or unassigned character U+200B; remove it"),
        ({"name": "a\ud800"}, r"name: found 'a\ud800': it has the hidden or unassigned character U+D800; remove it"),
        ({"name": "a\u0378"}, r"name: found 'a\u0378': it has the hidden or unassigned character U+0378; remove it"),
        ({"name": "e\u0301"}, "name: found 'e\u0301': it is not in Unicode normal form NFC; normalize it"),
        ({"aliases": [Alias(name="a")]}, "aliases: found <list of 1>, expected a tuple, so that nobody can change it"),
        ({"aliases": "a"}, "aliases: found 'a', expected a list"),
        ({"aliases": ("a",)}, "aliases[0]: found 'a', expected a mapping of Alias"),
        ({"parent": "Beta"}, "parent: found 'Beta', expected a slug: lower-case letters, digits and single hyphens"),
        ({"ambiguous_names": ("a", 1)}, "ambiguous_names[1]: found 1, expected text"),
        ({"aliases": (Alias(name="a"), Alias(name="a"))}, "aliases[1]: 'a' stands here twice; remove one"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_field_holds_what_its_annotation_says(given: dict[str, Any], said: str) -> None:
    assert agency(**given) == [said]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "found True, expected a whole number or a number"),
        ("7", "found '7', expected a whole number or a number"),
        (float("inf"), "found inf, expected a finite number"),
        (float("nan"), "found nan, expected a finite number"),
        (10**18, "found a number of more than 18 digits, expected a whole number or a number"),
        (-(10**5000), "found a number of more than 18 digits, expected a whole number or a number"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_number_is_finite_and_of_bounded_size(value: object, said: str) -> None:
    assert problems(
        Statistic,
        id="a",
        name="A",
        measure=_vocab.Measure.CASES,
        value=value,
        bound=_vocab.Bound.ABOUT,
        unit="x",
        undated_because="y",
    ) == [f"value: {said}"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("1-2", """found '1-2', expected spans of lines, such as "161-166" or "46-53, 271\""""),
        (((1, 2, 3),), "found (1, 2, 3), expected a pair of first and last line"),
        (((1, "2"),), "found (1, '2'), expected a pair of first and last line"),
        (([1, 2],), "found [1, 2], expected a pair of first and last line"),
        (((True, 2),), "found (True, 2), expected a pair of first and last line"),
        (((0, 1),), "found 0-1, expected a first line from 1 and a last line not before it"),
        (((3, 2),), "found 3-2, expected a first line from 1 and a last line not before it"),
        (((1, 13),), "found 1-13, expected a span of at most 12 lines; cite narrower"),
        (((1, 5), (5, 6)), "found 5-6 after line 5, expected spans in order that do not overlap"),
        (((10**7, 10**7),), "found a line beyond 9999999"),
        (((-(10**5000), 1),), "found a line beyond 9999999"),
    ],
)
def test_lines_are_narrow_spans_in_order(lines: object, said: str) -> None:
    assert problems(Citation, source="plan", lines=lines) == [f"lines: {said}"]


def test_a_problem_of_lines_and_of_a_list_says_what_it_expected() -> None:
    (lines,) = field_problems("lines", "1-2", shapes(Citation)["lines"])
    (links,) = field_problems("supports", "name", shapes(Citation)["supports"])
    assert (lines.expected, links.expected) == (SPANS.expected, f"a list of {FIELD.expected}")


@pytest.mark.parametrize("most", [0, 1, 2])
def test_only_the_first_problems_of_a_field_have_a_suggestion(most: int) -> None:
    found = field_problems("pillars", ("preventio", "protectio", "partnershi"), shapes(Program)["pillars"], most)
    near = ["prevention", "protection", "partnership"]
    assert [problem.suggestion for problem in found] == [*near[:most], *[None] * (3 - most)]


@pytest.mark.parametrize("lines", [((1, 12),), ((1, 1), (2, 2)), ((9_999_999, 9_999_999),), ()])
def test_spans_may_be_as_wide_as_twelve_lines(lines: tuple[tuple[int, int], ...]) -> None:
    assert Citation(source="plan", lines=lines).lines == lines


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        (SLUG, ["a", "un-gift", "8", "sdg-8-7"], ["", "A", "-a", "a-", "a--b", "a_b", "é", "a\n", "١"]),
        (FIELD, ["name", "un_member_since", "alpha2"], ["Name", "_a", "2a", "a-b"]),
        (
            HTTPS,
            ["https://example.org", "https://example.org/", "https://example.org:8080/a?b=c#d", "https://a.org/é"],
            ["http://example.org", "https://", "https:///a", "https://a b", "https://a.org/ b", "https://u@a.org", "x"],
        ),
        (SHA256, ["0" * 64, "a1" * 32], ["0" * 63, "0" * 65, "A" * 64]),
        (ALPHA2, ["FR"], ["fr", "F", "FRA"]),
        (ALPHA3, ["FRA"], ["fra", "FR", "FR1"]),
        (M49, ["250", "004"], ["4", "25a", "٢٥٠"]),
        (TARGET, ["8.7", "16.10", "5.a", "17.19"], ["0.1", "18.1", "8", "8.07", "8.e", "8.7.1", "8.0"]),
        (INDICATOR, ["8.7.1", "16.10.2", "5.a.1"], ["8.7", "8.7.0", "8.7.1.1"]),
        (LANGUAGE, ["en", "pt-BR", "zh-Hans"], ["EN", "e", "english", "en_GB"]),
    ],
    ids=lambda value: value.expected if isinstance(value, Format) else "",
)
def test_a_form_of_text_is_held_by_the_whole_text(form: Format, right: list[str], wrong: list[str]) -> None:
    assert [text for text in right if not form.holds(text)] == []
    assert [text for text in wrong if form.holds(text)] == []


@given(st.text(max_size=20))
def test_a_text_without_fault_is_clean_and_one_with_a_fault_is_not(text: str) -> None:
    clean = text != "" and text.isprintable() and text == " ".join(text.split())
    if text_fault(text) is None:
        assert clean


@given(TEXTS)
def test_a_clean_text_is_kept_as_it_is(text: str) -> None:
    assert Alias(name=text).name == text
    assert str(Alias(name=text)) == text


def test_a_record_is_one_of_the_kinds() -> None:
    with pytest.raises(UsageError, match=r"a record is of one of the kinds agency, instrument, .*: make one of their"):
        Record(id="a", name="A")


def test_shapes_that_no_field_has_yet_are_read_too() -> None:
    either = shape_of(int | str | None)
    assert (either.types, either.optional, either.expected) == ((int, str), True, "a whole number or text")


def test_a_field_of_several_values_has_none_of_them_rather_than_none_at_all() -> None:
    several = shape_of(tuple[str, ...])
    assert (several.many, several.optional) == (True, False)


# ── rules of single classes ───────────────────────────────────────────────────────────────────────────────────────────

CLAIMS = (Claim(value="a", citations=(CITED,)), Claim(value="b", citations=(CITED,)))
DATED = {"undated_because": "x"}
NUMBER = {"id": "a", "name": "A", "measure": _vocab.Measure.CASES, "bound": _vocab.Bound.ABOUT, "unit": "x"}
GAP = {"id": "a", "name": "A", "type": _vocab.FindingType.GAP}
TREATY = {"id": "a", "name": "A", "type": _vocab.InstrumentType.TREATY}
PROJECT = {"id": "a", "name": "A", "type": _vocab.ProgramType.PROJECT}
GOAL = {"id": "a", "name": "A", "code": "8.7", "goal": 8, "relevance": _vocab.Relevance.RELATED}


@pytest.mark.parametrize(
    ("cls", "given", "said"),
    [
        (Citation, {"source": "a", "supports": ("name", "name")}, "supports[1]: 'name' stands here twice; remove one"),
        (Dispute, {"about": "x", "claims": CLAIMS[:1]}, "claims: a dispute has at least two claims"),
        (
            Dispute,
            {"about": "x", "claims": (CLAIMS[0], Claim(value="b"))},
            "claims[1].citations: missing: a claim says where it is made",
        ),
        (Dispute, {"about": "x", "claims": CLAIMS, "kept": 2}, "kept: found 2, expected an index from 0 to 1"),
        (Dispute, {"about": "x", "claims": CLAIMS, "kept": -1}, "kept: found -1, expected an index from 0 to 1"),
        (
            Role,
            {"who": "a", "role": _vocab.RoleType.MEMBER, "period": PERIOD, "attested": (PartialDate("2003"),)},
            "attested[0]: 2003 lies outside the period 2001/2002; mend one of them",
        ),
        (
            Role,
            {"who": "a", "role": _vocab.RoleType.MEMBER, "attested": (PartialDate("2003"),) * 2},
            "attested[1]: '2003' stands here twice; remove one",
        ),
        (ForceCondition, {"instruments": 401}, "instruments: found 401, expected 0 to 400"),
        (ForceCondition, {"instruments": 1, "days": -1}, "days: found -1, expected 0 to 400"),
        (Edition, {}, "published: missing: give published or name"),
        (Statistic, NUMBER | DATED, "value: missing: give value or quantity"),
        (Statistic, NUMBER | {"value": 1}, "as_of: missing: give as_of or undated_because"),
        (
            Statistic,
            NUMBER | DATED | {"value": 1, "as_of": PartialDate("2001")},
            "undated_because: give only one of as_of or undated_because",
        ),
        (Finding, GAP | {"by": ()}, "by: missing: somebody put it forward"),
        (
            Finding,
            GAP | {"by": ("a",), "answers": ("b",)},
            "answers: only a recommendation answers gaps; leave it out of a gap",
        ),
        (Finding, GAP | {"by": ("a",), "year": 1899}, "year: found 1899, expected a year from 1900 to 2100"),
        (Finding, GAP | {"by": ("a", "a")}, "by[1]: 'a' stands here twice; remove one"),
        (Program, PROJECT | {"end_planned": True}, "end_planned: an end that is planned needs a date; give `end`"),
        (SDGTarget, GOAL | {"goal": 5}, "goal: found 5, expected the goal of target 8.7"),
        (
            SDGTarget,
            GOAL | {"indicators": (Indicator(code="8.8.1", name="x"),)},
            "indicators[0].code: 8.8.1 is no indicator of target 8.7",
        ),
        (
            Source,
            {"id": "a", "name": "A", "type": _vocab.SourceType.REPORT},
            "url: missing: give url or transcript",
        ),
        (
            Agency,
            {"id": "a", "name": "A", "type": _vocab.AgencyType.MEDIA}
            | {"established": PartialDate("2001-02"), "dissolved": PartialDate("2001-01")},
            "dissolved: dissolved 2001-01 is before established 2001-02; mend the one that is wrong",
        ),
        (
            Instrument,
            TREATY | {"adopted": PartialDate("2001"), "closed_for_signature": PartialDate("2000")},
            "closed_for_signature: closed_for_signature 2000 is before adopted 2001; mend the one that is wrong",
        ),
        (
            Instrument,
            TREATY | {"in_force": PartialDate("2001"), "terminated": PartialDate("2000")},
            "terminated: terminated 2000 is before in_force 2001; mend the one that is wrong",
        ),
        (
            Agency,
            {"id": "a", "name": "A", "type": _vocab.AgencyType.MEDIA}
            | {"citations": (Citation(source="plan", supports=("name", "nam")),)},
            "citations[0].supports[1]: 'nam' is no field of agency; name one of " + ", ".join(shapes(Agency)),
        ),
        (
            Agency,
            {"id": "a", "name": "A", "type": _vocab.AgencyType.MEDIA}
            | {"disputes": (Dispute(about="x", field="adopted", claims=CLAIMS),)},
            "disputes[0].field: 'adopted' is no field of agency; name one of " + ", ".join(shapes(Agency)),
        ),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_class_keeps_the_rules_between_its_fields(cls: type[Checked], given: dict[str, Any], said: str) -> None:
    assert problems(cls, **given) == [said]


def test_what_is_attested_within_the_period_may_stand() -> None:
    role = Role(who="a", role=_vocab.RoleType.MEMBER, period=PERIOD, attested=(PartialDate("2002"),))
    assert role.attested == (PartialDate("2002"),)


@pytest.mark.parametrize("later", ["2001-01", "2001", "2001~", "2000-12?", "200X"])
def test_dates_that_are_not_certainly_reversed_may_stand(later: str) -> None:
    given = {"established": PartialDate("2001-01"), "dissolved": PartialDate(later)}
    assert Agency(id="a", name="A", type=_vocab.AgencyType.MEDIA, **given).dissolved == PartialDate(later)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nam", "x", "field: 'nam' is no plain field of agency"),
        ("aliases", "x", "field: 'aliases' is no plain field of agency"),
        ("citations", "x", "field: 'citations' is no plain field of agency"),
        ("type", "medium", f"value: found 'medium', expected one of {', '.join(_vocab.AgencyType)}"),
        (
            "established",
            "2001-13",
            "value: '2001-13' is no date that can be read: expected a month and day that the calendar has",
        ),
        (
            "parent",
            "The Parent",
            "value: found 'The Parent', expected a slug: lower-case letters, digits and single hyphens",
        ),
    ],
)
def test_history_speaks_of_plain_fields_and_holds_what_they_may_hold(field: str, value: str, said: str) -> None:
    entry = HistoryEntry(field=field, value=value, period=PERIOD)
    assert agency(history=(entry,)) == [f"history[0].{said}"]


def test_history_of_a_number_cannot_be_written() -> None:
    entry = HistoryEntry(field="year", value="1999", period=PERIOD)
    assert problems(Finding, **GAP, by=("a",), history=(entry,)) == [
        "history[0].value: found '1999', expected a whole number"
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("name", "B"), ("type", "media"), ("established", "199X"), ("parent", "b")]
)
def test_history_holds_text_terms_dates_and_ids(field: str, value: str) -> None:
    entry = HistoryEntry(field=field, value=value, period=PERIOD)
    assert ALPHA.__replace__(history=(entry,)).history == (entry,)


# ── immutable values ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["name", "kind", "nothing"])
def test_a_record_cannot_be_changed(name: str) -> None:
    with pytest.raises(FrozenInstanceError) as set_:
        setattr(ALPHA, name, "x")
    with pytest.raises(AttributeError) as deleted:
        delattr(ALPHA, name)
    note = ["a Agency cannot be changed; make another with attrs.evolve"]
    assert (set_.value.__notes__, deleted.value.__notes__) == (note, note)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_class_is_made_by_the_one_decorator(cls: type[Checked]) -> None:
    own = [name for name in cls.__annotations__ if name in {field.name for field in cls.fields_}]
    assert cls.__dict__["__slots__"] == tuple(own)
    assert not hasattr(cls, "__dict__") or "__dict__" not in dir(cls.__new__(cls))
    assert issubclass(cls, Checked)


@pytest.mark.parametrize("cls", [cls for cls in CLASSES if cls is not Record], ids=lambda cls: cls.__name__)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_every_class_has_values_that_are_equal_hashable_copied_and_pickled(
    cls: type[Checked], data: st.DataObject
) -> None:
    obj = data.draw(instances(cls))
    again = pickle.loads(pickle.dumps(obj))
    assert (again, hash(again), repr(again)) == (obj, hash(obj), repr(obj))
    assert again is not obj
    assert copy.copy(obj) is obj
    assert copy.deepcopy(obj) is obj
    assert obj.__replace__() == obj
    assert not hasattr(obj, "__dict__")


def test_objects_of_different_classes_are_never_equal() -> None:
    assert Alias(name="a") != Claim(value="a")
    assert Agency(id="a", name="A", type=_vocab.AgencyType.MEDIA) != "a"


def test_equality_is_by_every_field() -> None:
    assert ALPHA.__replace__(summary="x") != ALPHA
    assert ALPHA.__replace__(summary=None) == ALPHA


def test_repr_shows_the_fields_that_are_filled() -> None:
    assert repr(ALPHA) == (
        "Agency(id='alpha', name='Alpha Organization', type=<AgencyType.MEDIA: 'media'>, established=PartialDate('2000'))"
    )
    assert repr(REQUIRED) == "REQUIRED"


def test_a_changed_copy_is_checked_like_a_new_record() -> None:
    with pytest.raises(ValidationError):
        ALPHA.__replace__(name="")


@settings(max_examples=30, deadline=None)
@given(records())
def test_the_hash_of_equal_records_is_equal(record: Record) -> None:
    assert len({record, record.__replace__()}) == 1


# ── attrs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_attrs_knows_the_fields_of_every_class() -> None:
    found = {cls: [field.name for field in attrs.fields(cls)] for cls in CLASSES}
    assert found == {cls: [field.name for field in cls.fields_] for cls in CLASSES}


def test_attrs_knows_which_fields_must_be_given() -> None:
    required = [field.name for field in attrs.fields(Agency) if field.default is attrs.NOTHING]
    assert required == ["id", "name", "type"]


def test_attrs_evolve_makes_a_checked_copy() -> None:
    alpha: Any = ALPHA
    assert attrs.evolve(alpha, acronym="AO").acronym == "AO"
    with pytest.raises(ValidationError):
        attrs.evolve(alpha, acronym=5)
    assert attrs.asdict(attrs.evolve(alpha), recurse=False)["established"] == PartialDate("2000")
    assert attrs.has(Agency)


def test_attrs_asdict_gives_the_parts_as_dicts() -> None:
    alias = ALPHA.__replace__(aliases=(Alias(name="A"),))
    assert attrs.asdict(alias)["aliases"] == ({"name": "A", "note": None, "lang": None, "period": None},)


def test_a_record_that_attrs_has_seen_is_as_immutable_as_before() -> None:
    attrs.fields(Agency)
    with pytest.raises(FrozenInstanceError):
        ALPHA.name = "x"  # type: ignore[misc]


def test_threads_may_ask_attrs_at_once() -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(attrs.fields(Transcript)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 8


# ── the schema describes itself ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_class_and_field_has_a_text(cls: type[Checked]) -> None:
    texts = [_describe.about_class(cls), *(_describe.about_field(cls, field.name) for field in cls.fields_)]
    assert [text for text in texts if not text.endswith(".")] == []


def test_a_field_that_no_class_declares_has_no_text() -> None:
    with pytest.raises(KeyError):
        _describe.about_field(Agency, "nothing")


@pytest.mark.parametrize("cls", VOCABULARIES, ids=lambda cls: cls.__name__)
def test_every_term_is_a_slug_with_a_definition(cls: type[Enum]) -> None:
    assert [member.value for member in cls if not SLUG.holds(member.value)] == []
    assert [member.name for member in cls if member.name != member.value.upper().replace("-", "_")] == []
    assert [member.value for member in cls if not _describe.about_member(member).endswith(".")] == []
    assert _describe.about_class(cls)


def test_every_vocabulary_is_used() -> None:
    used = {shape.vocabulary for cls in CLASSES for shape in shapes(cls).values()}
    # answers of methods, and groups
    asked = {_vocab.InstrumentStatus, _vocab.ProgramStatus, _vocab.Addressee, _vocab.Happening}
    assert set(VOCABULARIES) == (used - {None}) | asked


def test_every_annotation_is_a_shape() -> None:
    for cls in CLASSES:
        hints = typing.get_type_hints(cls, include_extras=True)
        assert {name: hints[name] for name in shapes(cls)}.keys() == shapes(cls).keys()


def test_editorial_fields_are_fields() -> None:
    fields = {name for cls in KINDS.values() for name in shapes(cls)}
    assert fields >= schema.EDITORIAL


def test_relations_name_fields_that_hold_ids_and_kinds_that_exist() -> None:
    for relation in RELATIONS:
        cls: Any = Record if relation.kind == "*" else KINDS[relation.kind]
        *names, last = relation.path.split(".")
        for name in names:
            cls = shapes(cls)[name].part
        shape = shapes(cls)[last]
        assert (shape.types, shape.format is SLUG or relation.groups) == ((str,), True)
        assert set(relation.targets) <= set(KINDS)


def test_each_way_of_a_relation_has_a_name_of_its_own() -> None:
    for kind in KINDS:
        stored = [relation.forward for relation in RELATIONS if relation.kind in (kind, "*")]
        named = {relation.backward for relation in RELATIONS if kind in (relation.targets or tuple(KINDS))}
        assert len(set(stored)) == len(stored)
        assert set(stored) & named == set()


def test_every_field_that_holds_ids_is_a_relation() -> None:
    shared = {relation.path for relation in RELATIONS if relation.kind == "*"}
    assert shared == {"citations.source", "disputes.also"}
    held = {
        (kind, path)
        for kind, cls in KINDS.items()
        for path in id_paths(cls)
        if not path.endswith("citations.source") and path not in {"id", *shared}
    }
    kept = {(relation.kind, relation.path) for relation in RELATIONS if relation.kind != "*"}
    assert held == kept - {("finding", "addressees")}


def id_paths(cls: type[Checked], before: str = "") -> list[str]:
    """Give the paths of a class's fields that hold ids."""
    found: list[str] = []
    for name, shape in shapes(cls).items():
        if shape.part is not None:
            found += id_paths(shape.part, f"{before}{name}.")
        elif shape.format is SLUG:
            found.append(before + name)
    return found


def test_a_module_attribute_that_is_not_there_is_missed_as_usual() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'RELATION'"):
        schema.RELATION  # type: ignore[attr-defined]  # noqa: B018


# ── lifespans and stages ──────────────────────────────────────────────────────────────────────────────────────────────


def record(cls: type[Any], **given: Any) -> Any:
    """Make a record with what its class asks for."""
    needed: dict[type, dict[str, Any]] = {
        Agency: {"type": _vocab.AgencyType.MEDIA},
        Instrument: {"type": _vocab.InstrumentType.TREATY},
        Program: {"type": _vocab.ProgramType.PROJECT},
        SDGTarget: {"code": "8.7", "goal": 8, "relevance": _vocab.Relevance.RELATED},
        Resource: {"type": _vocab.ResourceType.REPORT},
        Event: {"type": _vocab.EventType.PANEL},
        Statistic: {"measure": _vocab.Measure.CASES, "bound": _vocab.Bound.ABOUT, "unit": "x", "value": 1},
        Finding: {"type": _vocab.FindingType.GAP, "by": ("a",)},
        State: {"alpha3": "FRA"},
        Concept: {"scheme": _vocab.ConceptScheme.ICCS, "role": _vocab.ConceptRole.CLASS},
        Source: {"type": _vocab.SourceType.REPORT, "url": "https://example.org"},
    }
    dated = {
        name: value if name == "year" else Interval(value) if "/" in value else PartialDate(value)
        for name, value in given.items()
        if type(value) in (str, int) and name != "undated_because"
    }
    return cls(id="a", name="A", **needed[cls], **given | dated)


@pytest.mark.parametrize(
    ("cls", "given", "lifespan"),
    [
        (Agency, {}, "/.."),
        (Agency, {"established": "2000"}, "2000/.."),
        (Agency, {"established": "2000", "dissolved": "2005-03"}, "2000/2005-03"),
        (Agency, {"dissolved": "2005"}, "/2005"),
        (Instrument, {"adopted": "2000-11-15"}, "2000-11-15/.."),
        (Instrument, {"adopted": "1926", "terminated": "1953"}, "1926/1953"),
        (Program, {"start": "2007-03"}, "2007-03/"),
        (Program, {"start": "2007-03", "end": "2014"}, "2007-03/2014"),
        (Program, {}, "/"),
        (Program, {"start": "2007", "end": "2014", "end_planned": True}, "2007/"),
        (Concept, {}, "/.."),
        (SDGTarget, {"adopted": "2015-09-25", "due": "2030"}, "2015-09-25/.."),
        (Resource, {"published": "2006"}, "2006/.."),
        (Event, {"start": "2008-02-13"}, "2008-02-13/2008-02-13"),
        (Event, {"start": "2008-02-13", "end": "2008-02-15"}, "2008-02-13/2008-02-15"),
        (Event, {}, "/"),
        (Statistic, {"as_of": "2010"}, "2010/2010"),
        (Statistic, {"as_of": "2000/2010"}, "2000/2010"),
        (Statistic, {"undated_because": "x"}, "/"),
        (Finding, {"year": 2009}, "2009/2009"),
        (Finding, {}, "/"),
        (State, {"un_member_since": "1945"}, "/.."),
        (State, {"un_member_until": "1991"}, "/1991"),
        (Source, {"published": "2010"}, "2010/.."),
    ],
)
def test_a_lifespan_is_derived_from_the_kinds_own_dates(
    cls: type[Record], given: dict[str, Any], lifespan: str
) -> None:
    assert str(record(cls, **given).lifespan) == lifespan


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("1999-11-14", InstrumentStatus.NOT_YET_ADOPTED),
        ("1999-11-15", InstrumentStatus.ADOPTED),
        ("1999-12-12", InstrumentStatus.OPEN_FOR_SIGNATURE),
        ("2000-12-12", InstrumentStatus.OPEN_FOR_SIGNATURE),
        ("2000-12-13", InstrumentStatus.CLOSED_FOR_SIGNATURE),
        ("2003-09-29", InstrumentStatus.IN_FORCE),
        ("2003-09", InstrumentStatus.CLOSED_FOR_SIGNATURE),
        ("2005", InstrumentStatus.IN_FORCE),
        ("2010-06-01", InstrumentStatus.IN_FORCE),
        ("2010-06-02", InstrumentStatus.UNKNOWN),
        ("2010-06-30", InstrumentStatus.UNKNOWN),
        ("2010-07-01", InstrumentStatus.TERMINATED),
        ("2004/2020", InstrumentStatus.IN_FORCE),
    ],
)
def test_an_instrument_goes_through_its_stages(on: str, status: InstrumentStatus) -> None:
    charter = record(
        Instrument,
        adopted="1999-11-15",
        opened_for_signature="1999-12-12",
        closed_for_signature="2000-12-12",
        in_force="2003-09-29",
        terminated="2010-06",
    )
    assert charter.status(on) is status


@pytest.mark.parametrize(
    ("given", "on", "status"),
    [
        ({"adopted": "1999"}, "1998", "not-yet-adopted"),
        ({"adopted": "1999"}, "1999-06-01", "unknown"),  # adopted before or after that day
        ({"adopted": "1999"}, "2005", "unknown"),  # perhaps open for signature, perhaps in force
        ({}, "1999", "unknown"),
        ({"in_force": "1999"}, "1998", "unknown"),
        ({"in_force": "1999"}, "2000", "in-force"),
        ({"adopted": "1999", "opened_for_signature": "2000-01-01"}, "1999-12-31", "unknown"),
        ({"adopted": "1998", "opened_for_signature": "2000-01-01"}, "1999-12-31", "adopted"),  # first it must be open
        ({"adopted": "1998", "opened_for_signature": "2000-01-01"}, "2005", "unknown"),
        (
            {"adopted": "1998", "opened_for_signature": "1999", "not_in_force_on": "2005-06"},
            "2005-06-01",
            "open-for-signature",
        ),
        ({"adopted": "1998", "opened_for_signature": "1999", "not_in_force_on": "2005-06"}, "2005-06-02", "unknown"),
        ({"adopted": "1998", "not_in_force_on": "2005"}, "2000", "unknown"),  # perhaps open for signature
        ({"adopted": "1998", "terminated": "2005"}, "2006", "terminated"),
        ({"adopted": "1998", "in_force": "2000"}, "2000-06-01", "unknown"),
        ({"type": "resolution", "adopted": "1999"}, "2005", "adopted"),
        ({"type": "resolution"}, "2005", "unknown"),
        ({"type": "directive", "adopted": "1999", "in_force": "2000-05-01"}, "2000", "adopted"),
        ({"type": "directive", "adopted": "1999", "in_force": "2000-05-01"}, "2001", "in-force"),
    ],
)
def test_a_missing_or_imprecise_date_is_not_answered_as_a_fact(given: dict[str, Any], on: str, status: str) -> None:
    assert from_dict(Instrument, {"id": "a", "name": "A", "type": "treaty"} | given).status(on) == status


@given(st.data())
def test_status_and_activity_agree(data: st.DataObject) -> None:
    """What is certainly active runs, or has a stage; what is certainly not has not begun or has ended."""
    day = data.draw(st.dates())
    program, instrument = data.draw(instances(Program)), data.draw(instances(Instrument))
    at_work = {
        Answer.CERTAINLY: {ProgramStatus.RUNNING},
        Answer.POSSIBLY: {ProgramStatus.UNKNOWN},
        Answer.NO: {ProgramStatus.NOT_YET_STARTED, ProgramStatus.ENDED},
    }
    assert program.status(day) in at_work[schema.active(program, day)]
    gone = {InstrumentStatus.NOT_YET_ADOPTED, InstrumentStatus.TERMINATED}
    assert (instrument.status(day) in gone) is (schema.active(instrument, day) is Answer.NO)


@pytest.mark.parametrize(
    ("given", "on", "status"),
    [
        ({"start": "2007-03", "end": "2014-12"}, "2007-02-28", "not-yet-started"),
        ({"start": "2007-03", "end": "2014-12"}, "2007-03-01", "unknown"),  # it began on some day of March
        ({"start": "2007-03", "end": "2014-12"}, "2007-03-31", "running"),
        ({"start": "2007-03", "end": "2014-12"}, "2014-12-01", "running"),
        ({"start": "2007-03", "end": "2014-12"}, "2014-12-31", "unknown"),
        ({"start": "2007-03", "end": "2014-12"}, "2015", "ended"),
        ({"start": "2007-03", "end": "2014-12", "end_planned": True}, "2010", "running"),
        ({"start": "2007-03", "end": "2014-12", "end_planned": True}, "2015", "unknown"),  # only planned
        ({"start": "2007-03", "end": "2014-12", "end_planned": True, "attested": ["2016"]}, "2016-12-31", "running"),
        ({"start": "2007-03"}, "2100", "unknown"),
        ({"start": "2007-03", "attested": ["2010"]}, "2010-12-31", "running"),
        ({"start": "2007-03", "attested": ["2010"]}, "2011", "unknown"),
        ({"start": "2007-03", "attested": ["2010~"]}, "2010", "unknown"),
        ({"attested": ["2005", "2010-05"]}, "2004-12-31", "unknown"),
        ({"attested": ["2005", "2010-05"]}, "2005-01-01", "running"),
        ({"attested": ["2005"], "end": "2010"}, "2009", "running"),
        ({"start": "2000~", "end": "2005~"}, "2002", "unknown"),
        ({}, "2100", "unknown"),
    ],
)
def test_a_program_runs_while_a_source_says_so(given: dict[str, Any], on: str, status: str) -> None:
    assert from_dict(Program, {"id": "a", "name": "A", "type": "project"} | given).status(on) == status


def test_an_attested_date_lies_within_the_lifespan() -> None:
    with pytest.raises(ValidationError, match=r"attested\[0\]: 2004 lies outside the lifespan 2005/2010"):
        record(Program, start="2005", end="2010", attested=(PartialDate("2004"),))


@pytest.mark.parametrize("cls", [Instrument, Program])
@pytest.mark.parametrize("on", ["2001-13", "", 5, None, object()])
def test_a_stage_is_asked_by_a_date(cls: type[Any], on: Any) -> None:
    with pytest.raises(InvalidDateError):
        record(cls).status(on)


# ── hostile input ─────────────────────────────────────────────────────────────────────────────────────────────────────


def nest(depth: int) -> list[Any]:
    deep: list[Any] = []
    for _ in range(depth):
        deep = [deep]
    return deep


@pytest.mark.parametrize(
    "value",
    [nest(100_000), {"a": nest(50_000)}, object(), b"x", "a" * 10_000_000],
    ids=["list", "dict", "object", "bytes", "str"],
)
@pytest.mark.parametrize("name", ["id", "name", "type", "aliases", "established", "citations", "nothing"])
def test_whatever_is_given_the_answer_is_a_refusal(name: str, value: object) -> None:
    (problem,) = refusals(**{name: value})
    assert problem.field == name
    assert len(str(problem)) < 800


def refusals(**given: Any) -> tuple[Problem, ...]:
    with pytest.raises(ValidationError) as caught:
        ALPHA.__replace__(**given)
    return caught.value.problems


def test_the_package_names_the_kinds_in_one_order() -> None:
    assert list(KINDS) == [cls.kind for cls in KINDS.values()]
    assert {cls.folder: cls.kind for cls in KINDS.values()} == schema.FOLDERS
    assert untip.Agency is Agency

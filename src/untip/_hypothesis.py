"""Strategies of hypothesis for every class of the schema, drawn from the schema itself.

hypothesis loads this module by its entry point, so that `from_type(untip.Agency)` makes valid records.
"""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

import attrs
from hypothesis import strategies as st

from untip import schema
from untip._schema.define import Checked, shapes
from untip._schema.fields import Format, Shape, text_fault
from untip.dates import Interval, PartialDate
from untip.schema import (
    KINDS,
    Citation,
    Claim,
    Dispute,
    Edition,
    Event,
    Finding,
    FindingType,
    ForceCondition,
    HistoryEntry,
    Indicator,
    Instrument,
    Program,
    Record,
    Role,
    SDGTarget,
    Source,
    State,
    Statistic,
    Transcript,
)

Values = dict[str, Any]

TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30)
    .map(lambda text: " ".join(normalize("NFC", text).split()))
    .filter(lambda text: text_fault(text) is None)
)
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
DATES = st.builds(
    lambda day, size, mark: PartialDate(str(day)[:size] + mark),
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "", "?", "~", "%"]),
)
DECADES = st.sampled_from(["199X", "19XX", "2004-XX", "1985-04-XX"]).map(PartialDate)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Draw an interval."""
    start, end = sorted((draw(DATES), draw(DATES)))
    form = draw(st.sampled_from(["a/b", "a/..", "a/", "../b", "/b"]))
    return Interval(form.replace("a", str(start)).replace("b", str(end)))


@st.composite
def spans(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Draw spans of lines."""
    line, found = 0, []
    for _ in range(draw(st.integers(0, 3))):
        first = line + draw(st.integers(1, 1000))
        line = first + draw(st.integers(0, 11))
        found.append((first, line))
    return tuple(found)


def matching(form: Format) -> st.SearchStrategy[str]:
    """Return a strategy for texts of a form."""
    found = st.from_regex(form.pattern, fullmatch=True, alphabet=st.characters(codec="ascii"))
    return found.filter(lambda text: len(text) < 200 and form.holds(text) and text_fault(text) is None)


def one(shape: Shape) -> st.SearchStrategy[Any]:
    """Return values of a shape, items of it where it is many."""
    if shape.part is not None:
        return instances(shape.part)
    if shape.vocabulary is not None:
        return st.sampled_from(list(shape.vocabulary))
    plain: dict[type, st.SearchStrategy[Any]] = {
        str: TEXTS
        if shape.format is None
        else SLUGS
        if shape.format.expected.startswith("a slug")
        else matching(shape.format),
        int: st.integers(-(10**18) + 1, 10**18 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        PartialDate: DATES | DECADES,
        Interval: intervals(),
    }
    return st.one_of([plain[kind] for kind in shape.types])


def values(shape: Shape) -> st.SearchStrategy[Any]:
    """Return a strategy for what a field of a shape holds."""
    if shape.spans:
        return spans()
    if not shape.many:
        return one(shape)
    return st.lists(one(shape), max_size=2, unique=True).map(tuple)


@st.composite
def raw(draw: st.DrawFn, cls: type[Checked]) -> Values:
    """Draw values for the fields of a class, most of the optional ones left out."""
    found: Values = {}
    for field in attrs.fields(cls):
        shape = shapes(cls)[field.name]
        if field.default is attrs.NOTHING or draw(st.integers(0, 3)) == 0:
            found[field.name] = draw(values(shape))
    return found


def ordered(found: Values, *names: str) -> None:
    """Put dates in order, so that none is certainly before an earlier one."""
    dated = [name for name in names if name in found]
    for name, date in zip(dated, sorted(found[name] for name in dated), strict=True):
        found[name] = date


def keep_rules(draw: st.DrawFn, cls: type[Checked], found: Values) -> None:  # noqa: C901 - one branch for each class
    """Change drawn values so that they keep the rules of their class."""
    if cls is Role and "period" in found:
        found.pop("attested", None)
    elif cls is ForceCondition:
        found |= {name: draw(st.integers(0, 400)) for name, value in found.items() if type(value) is int}
    elif cls is Edition and not found.keys() & {"published", "name"}:
        found["name"] = draw(TEXTS)
    elif cls is Dispute:
        cited = st.lists(instances(Citation), min_size=1, max_size=2).map(tuple)
        claims = [Claim(value=draw(TEXTS), citations=draw(cited)) for _ in range(draw(st.integers(2, 3)))]
        found["claims"] = tuple(claims)
        found["kept"] = draw(st.none() | st.integers(0, len(claims) - 1))
    elif cls is Instrument:
        ordered(found, "adopted", "opened_for_signature", "closed_for_signature")
        for name in ("signed", "in_force", "terminated", "not_in_force_on", "applies_from", "transposed_by"):
            found.pop(name, None)
        found["provisions"] = tuple({part.name: part for part in found.get("provisions", ())}.values())
    elif cls is Program:
        ordered(found, "start", "end")
        found["end_planned"] = "end" in found and draw(st.booleans())
        if {"start", "end"} & found.keys():
            found.pop("attested", None)
    elif cls is Event:
        ordered(found, "start", "end")
    elif cls is State:
        ordered(found, "un_member_since", "un_member_until")
    elif cls is SDGTarget:
        ordered(found, "adopted", "due")
        found["goal"] = int(found["code"].partition(".")[0])
        codes = draw(st.lists(st.integers(1, 9), unique=True, max_size=2))
        found["indicators"] = tuple(Indicator(code=f"{found['code']}.{n}", name=draw(TEXTS)) for n in codes)
    elif cls is Statistic:
        if "value" not in found:
            found["quantity"] = draw(TEXTS)
        found.pop("undated_because", None)
        if "as_of" not in found:
            found["undated_because"] = draw(TEXTS)
    elif cls is Finding:
        found["by"] = found["by"] or (draw(SLUGS),)
        found["year"] = draw(st.none() | st.integers(1900, 2100))
        if found["type"] is not FindingType.RECOMMENDATION:
            found.pop("answers", None)
    elif cls is Source:
        found.setdefault("transcript", Transcript(lines=draw(st.integers(1, 5000)), sha256="0" * 64))
    if issubclass(cls, Record):
        keep_record_rules(draw, cls, found)
    if "established" in found:
        ordered(found, "established", "dissolved")


def keep_record_rules(draw: st.DrawFn, cls: type[Record], found: Values) -> None:
    """Let citations, disputes and history speak of fields that the kind has."""
    plan = shapes(cls)
    names = st.sampled_from(list(plan))
    citations = (draw(instances(Citation)) for _ in range(draw(st.integers(0, 2))))
    supports = st.lists(names, max_size=3, unique=True).map(tuple)
    found["citations"] = tuple(citation.__replace__(supports=draw(supports)) for citation in citations)
    found["disputes"] = tuple(
        draw(instances(Dispute)).__replace__(field=draw(st.none() | names)) for _ in range(draw(st.integers(0, 1)))
    )
    found["aliases"] = tuple({alias.name: alias for alias in found.get("aliases", ())}.values())
    found["links"] = tuple({link.url: link for link in found.get("links", ())}.values())
    found["history"] = ()
    if draw(st.booleans()):
        name = draw(st.sampled_from([name for name, shape in plan.items() if readable(shape)]))
        entry = HistoryEntry(field=name, value=str(draw(one(plan[name]))), period=draw(intervals()))
        found["history"] = (entry,)


def readable(shape: Shape) -> bool:
    """Return whether a field's value can be written as a text of history."""
    return not shape.many and shape.part is None and not {int, float, bool} & set(shape.types)


@st.composite
def instances(draw: st.DrawFn, cls: type[Any]) -> Any:
    """Draw an object of a schema class."""
    found = draw(raw(cls))
    keep_rules(draw, cls, found)
    return cls(**found)


def records() -> st.SearchStrategy[Record]:
    """Draw a record of any kind."""
    return st.sampled_from(list(KINDS.values())).flatmap(instances)


def register() -> None:
    """Register the strategies with hypothesis; called by its entry point."""
    parts = [one for one in vars(schema).values() if isinstance(one, type) and issubclass(one, Checked)]
    for cls in (one for one in parts if one not in (Checked, Record)):
        st.register_type_strategy(cls, instances(cls))
    st.register_type_strategy(Record, records())
    st.register_type_strategy(PartialDate, DATES | DECADES)
    st.register_type_strategy(Interval, intervals())

"""Rules on citations: the places that they name exist, and every stated fact has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from untip._schema.define import shapes
from untip._search.names import fold, names_of
from untip._search.relations import citations
from untip._store.rules.data_set import DataSet
from untip.errors import Problem
from untip.schema import EDITORIAL, Source, Statistic

UNCITED = EDITORIAL | {"citations", "disputes", "history"}
"""Fields that need no citation of the record's own: our wording, and what carries citations itself."""


def citations_stand(data: DataSet) -> Iterator[Problem]:
    """A citation of a founding source names lines of its transcript; other sources have no lines."""
    for record in data.records.values():
        for path, citation in citations(record):
            source = data.find(citation.source)
            if not isinstance(source, Source):
                continue  # ids_resolve says so
            last = citation.lines[-1][1] if citation.lines else 0
            if source.transcript is None and last:
                message = f"{source.id} has no transcript to count lines in; name the place in `section`"
                yield data.problem(record, f"{path}.lines", message)
            elif source.transcript is not None and last > source.transcript.lines:
                message = f"found line {last}, but {source.id} has {source.transcript.lines} lines; correct the lines"
                yield data.problem(record, f"{path}.lines", message)
            elif source.transcript is not None and not last:
                yield data.problem(record, f"{path}.lines", f"missing: say which lines of {source.id} state it")


def facts_are_supported(data: DataSet) -> Iterator[Problem]:
    """Every field that states a fact has a citation, of the record or of each of its items."""
    for record in data.records.values():
        if isinstance(record, Source):
            continue  # what a source says of itself: its address is its citation
        supported = {field for citation in record.citations for field in citation.supports}
        for name, shape in shapes(type(record)).items():
            value: Any = getattr(record, name)
            if name in UNCITED or name in supported or value is None or value is False or value == ():
                continue
            if shape.part is not None and shape.many and "citations" in shapes(shape.part):
                for index, item in enumerate(value):
                    if not item.citations:
                        message = f"is stated without a source; give it citations, or support {name!r} as a whole"
                        yield data.problem(record, f"{name}[{index}]", message)
            else:
                message = f"is stated without a source; add {name!r} to the supports of the citation that states it"
                yield data.problem(record, name, message)
        for index, entry in enumerate(record.history):
            if not entry.citations:
                yield data.problem(record, f"history[{index}]", "is stated without a source; give it citations")


def supports_are_filled(data: DataSet) -> Iterator[Problem]:
    """A citation supports only fields that the record sets."""
    for record in data.records.values():
        for index, citation in enumerate(record.citations):
            for place, field in enumerate(citation.supports):
                if getattr(record, field, None) in (None, ()):
                    path = f"citations[{index}].supports[{place}]"
                    yield data.problem(record, path, f"{field!r} is not filled; fill it or leave it out here")


def kept_claims_read_as_the_field(data: DataSet) -> Iterator[Problem]:
    """The claim that a dispute keeps has the same value as the disputed field."""
    for record in data.records.values():
        for index, dispute in enumerate(record.disputes):
            if dispute.field is None or dispute.kept is None:
                continue
            value = getattr(record, dispute.field)
            claim = dispute.claims[dispute.kept].value
            readings = {fold(text) for item in _items(value) for text in _readings(data, item)}
            if fold(claim) not in readings:
                message = f"keeps {claim!r}, but the record's {dispute.field} reads {value!s:.80}; make them agree"
                yield data.problem(record, f"disputes[{index}].claims[{dispute.kept}].value", message)


def _items(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _readings(data: DataSet, value: Any) -> Iterator[str]:
    """Yield the texts that mean a value: itself, and the names of a record that it names."""
    if isinstance(value, str):
        yield value
        named = data.find(value)
        if named is not None:
            yield from names_of(named)
    elif hasattr(value, "who"):
        yield from _readings(data, value.who)
    elif value is not None:
        yield str(value).removesuffix(".0")


def ranges_run_upwards(data: DataSet) -> Iterator[Problem]:
    """The upper end of a statistic's range is above the lower end."""
    for record in data.records.values():
        if not isinstance(record, Statistic) or record.upper is None:
            continue
        if record.value is None:
            yield data.problem(record, "upper", f"found {record.upper} without a lower end; add it as `value`")
        elif record.upper <= record.value:
            message = f"found {record.upper}, which is not above the value {record.value}; correct one"
            yield data.problem(record, "upper", message)


def sources_can_be_reached(data: DataSet) -> Iterator[Problem]:
    """A source that is not a founding text has the day on which it was consulted."""
    for record in data.records.values():
        if isinstance(record, Source) and record.transcript is None and record.consulted is None:
            yield data.problem(record, "consulted", "missing: say when the address was consulted")

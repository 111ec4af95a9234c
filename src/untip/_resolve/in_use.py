"""Names that may have been in use at a time: an index that leaves out those which certainly were not."""

from __future__ import annotations

from typing import cast

from untip._registry.asof import AsOfStore, Beginnings
from untip._registry.records import Records
from untip._schema.define import changed
from untip._search.names import NameIndex, codes_of, fold, marks_of, names_of
from untip.dates import Answer, Interval, PartialDate, When
from untip.schema import AliasNote, Record, State


def names_in_use(view: Records, on: When) -> Records:
    """Return the records of a view as of a day, found by the names that may have been in use at a time.

    Args:
        view: The records as they stood on the last day of the time.
        on: The time.
    """
    whole = cast("Records", view.whole)  # a view has each of these
    store = _StoreOfNames(cast("Beginnings", whole.beginnings), cast("PartialDate", view.day), on)
    return Records(store, view.bases, view.day, whole, view.replaced)


class _StoreOfNames(AsOfStore):
    """A view of a store as of a day whose index knows a time."""

    def __init__(self, beginnings: Beginnings, day: PartialDate, on: When) -> None:
        super().__init__(beginnings, day)
        self._names = NamesInUse(*beginnings.store.index())
        self._names.records, self._names.on, self._names.spans = beginnings.records, on, {}

    def index(self) -> NameIndex:
        """Return the index of names in use."""
        return self._names


class NamesInUse(NameIndex):
    """An index of names that finds a record only by those which may have been in use at a time.

    What a key finds is looked up first and judged then, so that the index itself is that of the whole store.
    """

    records: Records
    """The records of the whole store: one as of a day has lost its later names."""
    on: When
    """The time."""
    spans: dict[str, dict[str, list[Interval]]]
    """For each record that was found, the periods of its names that have one, by key; filled as records are found."""

    def ids(self, key: str, code: bool = False) -> tuple[str, ...]:
        """Return the ids of the records that a key may have found then; see `NameIndex.ids`."""
        tables = (self.codes, self.names, self.marks) if code else (self.names, self.marks)
        return next((kept for table in tables if (kept := self._kept(key, table.get(key, "").split()))), ())

    def _kept(self, key: str, ids: list[str]) -> tuple[str, ...]:
        return tuple([id for id in ids if self._counts(key, id)])

    def _counts(self, key: str, id: str) -> bool:
        """Return whether a record may have had a name then: not a State that had certainly ended."""
        record = self.records.record(str(self.records.store.kind_of(id)), id)
        if isinstance(record, State) and record.lifespan.meets(self.on) is Answer.NO:
            return False
        spans = self.spans.get(id)
        if spans is None:
            spans = self.spans[id] = _spans(record)
        return key not in spans or any(span.meets(self.on) is not Answer.NO for span in spans[key])


def _spans(record: Record) -> dict[str, list[Interval]]:
    """Return by key the periods of the names and codes of a record that have one.

    A name that it has without a period too counts always, unless it is only an alias that is marked as a former one.
    """
    dated = [(alias.name, alias.period) for alias in record.aliases if alias.period is not None]
    dated += [(entry.value, entry.period) for entry in record.history if entry.field in _NAMES]
    if not dated:
        return {}
    aliases = tuple([one for one in record.aliases if one.period is None and one.note is not AliasNote.FORMER])
    undated = changed(record, {"aliases": aliases, "history": ()})
    always = {fold(name) for names in (names_of, codes_of, marks_of) for name in names(undated)}
    spans: dict[str, list[Interval]] = {}
    for name, period in dated:
        if (key := fold(name)) not in always:
            spans.setdefault(key, []).append(period)
    return spans


_NAMES = ("name", "acronym", "alpha2", "alpha3", "m49")
"""The fields whose former values find a record."""

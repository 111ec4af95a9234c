"""The rows of tables that hold no records: parts of records, relations, counts of parties, mentions in texts."""

from __future__ import annotations

from typing import Any, NamedTuple

from untip._schema.define import Checked
from untip.dates import PartialDate
from untip.schema import Record


class PartRow(NamedTuple):
    """A row of a table of parts of records: the part, and where it is; it has the fields of the part too."""

    record: Record
    """The record."""
    path: str
    """Where in the record it is, such as `partners[0]`."""
    position: int
    """Its position in its list, from 0."""
    part: Checked
    """The part."""

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.record.kind

    def __repr__(self) -> str:
        return f"<{type(self.part).__name__} {self.record.id}.{self.path}>"

    def __getattr__(self, name: str) -> Any:
        return getattr(self.part, name)


class RelationRow(NamedTuple):
    """A row of the table of relations."""

    subject: str
    """Id of the record that names the other."""
    subject_kind: str
    """Its kind."""
    relation: str
    """The relation, seen from the subject."""
    object: str
    """Id of the record that is named."""
    object_kind: str
    """Its kind."""


class CountRow(NamedTuple):
    """How many parties a treaty had at the end of a year."""

    year: int
    """The year."""
    parties: int
    """How many were certainly parties."""
    possible: int
    """How many were certainly or possibly parties."""
    known_until: PartialDate
    """The last day that is counted."""


class MentionRow(NamedTuple):
    """A row of the mentions in a column of texts."""

    row: int
    """Position of the text in the column, from 0."""
    start: int
    """Where the name begins in it."""
    end: int
    """Where it ends."""
    text: str
    """The name as it is written."""
    id: str | None
    """Id of the record; `None` where several have that name."""
    candidates: tuple[str, ...]
    """Ids of the records that a shared name may mean."""

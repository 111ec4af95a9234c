"""What every collection gives of its records: dicts, JSON, YAML and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from untip._formats.framed import Framed
from untip.schema import Record

if TYPE_CHECKING:
    from pathlib import Path

    from untip._registry.questions import Questions
    from untip.tables import Table

R = TypeVar("R", bound=Record)


class WrittenOut(Framed, Generic[R]):
    """What has records, which become dicts, JSON, YAML or a table."""

    __slots__ = ()

    if TYPE_CHECKING:  # the collection says of which records, and what they are called

        @property
        def _asked(self) -> Questions[R]: ...

        def _what(self) -> str: ...

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return each record as a dict of JSON types, `kind` and `id` first.

        Example:
            >>> import untip
            >>> [(row["kind"], row["id"]) for row in untip.states[:2].to_dicts()]
            [('state', 'afg'), ('state', 'ago')]
        """
        return self._asked.dicts()

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the records as a JSON list, and write it to a file if one is named; `untip.load` reads it.

        Args:
            path: The file to write.

        Returns:
            The JSON text.

        Raises:
            FileError: The file could not be written; what was there before is unchanged.
            UsageError: `path` is not a path.

        Example:
            >>> import json, untip
            >>> json.loads(untip.states[:1].to_json())[0]["name"]
            'Afghanistan'
        """
        return self._asked.json(path)

    def to_yaml(self, path: str | Path | None = None) -> str:
        """Return the records as a YAML list, and write it to a file if one is named.

        Args:
            path: The file to write.

        Returns:
            The YAML text.

        Raises:
            FileError: The file could not be written; what was there before is unchanged.
            UsageError: `path` is not a path.

        Example:
            >>> import untip
            >>> untip.states[:1].to_yaml().splitlines()[:2]
            ['- kind: state', '  id: afg']
        """
        return self._asked.yaml(path)

    def table(self) -> Table[R]:
        """Return the records as a table, a row a record: what `to_csv` and the frames are made from.

        The columns are those of the kind's table (`untip.tables.schema`); of several kinds, `kind` and the columns that
        all share. Parts have tables of their own.

        Example:
            >>> import untip
            >>> untip.states[:2].table()
            <2 rows of states: id, name, acronym, ambiguous_names, summary, alpha2, …>
            id   name         alpha3  region  un_member_since
            afg  Afghanistan  AFG     Asia    1946-11-19
            ago  Angola       AGO     Africa  1976-12-01
        """
        return self._asked.table(self._what())

    def _as_table(self) -> Table[R]:
        return self.table()

"""What a registry is read for across kinds: search, a timeline, a bibliography."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from untip.dates import Interval, PartialDate, When, period
from untip.errors import UnknownFieldError, UsageError, brief, nearest
from untip._registry.shelf import Shelf
from untip.schema import KINDS, Agency, Record

if TYPE_CHECKING:
    from untip._search.match import Match
    from untip._registry.timeline import TimelineEntry


class Reader(Shelf):
    """Records of all kinds, searched, put in order of time, and cited."""

    def search(
        self,
        query: str,
        kinds: Iterable[str] | None = None,
        limit: int = 10,
        pillar: str | None = None,
        agency: Agency | str | None = None,
        on: When | None = None,
    ) -> list[Match[Any]]:
        """Search the text of records, best match first.

        A record whose name the query is comes first. Case, accents, spelling (labour, labor) and the endings of
        plurals and verbs do not count; nothing in a query is syntax. For a word that no record has, the nearest is
        searched for: each match then has the query so mended as its `suggestion`.

        Args:
            query: Words.
            kinds: The kinds to search; all if left out.
            limit: How many results at most.
            pillar: A pillar that the records, or parts of them, must serve.
            agency: An agency, or its id, that the records must be or name.
            on: A day, a longer date or an interval that the records' lifespans must possibly meet.

        Returns:
            Matches; an empty list where there are none.

        Raises:
            UsageError: The query has no word, or the limit is no number from 0.
            UnknownFieldError: There is no such kind or pillar.
            UnknownIdError: There is no such agency.
            InvalidDateError: `on` is no time.
            UntipError: This Python's SQLite lacks FTS5.

        Example:
            >>> import untip
            >>> untip.search("child labor", kinds=("instrument",))[0].excerpt
            'Worst Forms of [Child Labour] Convention, 1999 (No. 182)'
        """
        wanted = _kinds(kinds)
        return self.find_matches(query, limit, wanted, None, self.narrowed(pillar, agency, on))

    def timeline(
        self,
        start: When | None = None,
        end: When | None = None,
        kinds: Iterable[str] | None = None,
        agency: Agency | str | None = None,
        pillar: str | None = None,
    ) -> tuple[TimelineEntry, ...]:
        """Give what happened when, in order of time.

        Dates stand as the records have them. An entry is placed by the first day on which it may have been, then by
        the last: `2000-11`, then `2000-11-15`; but `2000-01-01`, then `2000`. What has no known start stands at its
        end. Of the same days, entries are in the order of kinds, ids and fields.

        Args:
            start: From when on; entries that may lie there are kept. `None` is from the beginning.
            end: Until when, to the last day of it; `None` is to the end, or, in a registry as of a day, until then.
            kinds: The kinds to look at; all but States and sources if left out.
            agency: An agency, or its id, that the records must be or name.
            pillar: A pillar that the records, or parts of them, must serve.

        Returns:
            Entries: `date`, `what` happened, `record`.

        Raises:
            InvalidDateError: `start` or `end` is no time.
            UsageError: The end lies before the start.
            UnknownFieldError: There is no such kind or pillar.
            UnknownIdError: There is no such agency.

        Example:
            >>> import untip
            >>> date, what, record = untip.timeline("2000-11-15", kinds=("instrument",))[0]
            >>> print(date, what)
            2000-11-15 adopted
        """
        from untip._registry.timeline import DEFAULT_KINDS, timeline

        wanted = DEFAULT_KINDS if kinds is None else _kinds(kinds)
        keep = self.narrowed(pillar, agency, None)
        records = (one for one in self._all() if one.kind in wanted and (keep is None or keep(one)))
        return timeline(records, _window(start, self.day if end is None else end))

    def cite(self, record: Record | str | None = None, style: Literal["text", "bibtex", "csl-json"] = "text") -> str:
        """Say how to cite a record, or the data set with its version.

        A source, a resource or an instrument is cited as the work that it is, any other record as an entry of the
        data set. Keys are ids, and stay.

        Args:
            record: A record or its id; `None` for the data set.
            style: `text` for people, `bibtex`, or `csl-json`, a list of one item.

        Returns:
            The citation; text is UTF-8 in every style, and what TeX would take as a command is escaped.

        Raises:
            UnknownIdError: There is no such record.
            UnknownFieldError: There is no such style.

        Example:
            >>> import untip
            >>> print(untip.cite("iverson-2016", style="bibtex").partition(",")[0])
            @misc{iverson-2016
        """
        from untip._registry import citation as _cite

        def name_of(id: str) -> str:
            return self._resolve(id).name

        work = _cite.data_set() if record is None else _cite.work_of(self._resolve(record), name_of)
        return _cite.cite(work, style)


def _window(start: When | None, end: When | None) -> Interval | None:
    """Give the time from the first day of one to the last day of another; `None` for all time."""
    if start is None and end is None:
        return None
    first = None if start is None else PartialDate(period(start)[0])
    last = None if end is None else PartialDate(period(end)[1])
    if first is not None and last is not None and last < first:
        raise UsageError(f"the timeline would end, {last}, before it starts, {first}; give the earlier time first")
    return Interval.between(first, last, open_start=first is None, open_end=last is None)


def _kinds(kinds: Iterable[str] | None) -> tuple[str, ...]:
    """Give the kinds that are asked for, after checking them."""
    try:
        wanted = tuple(KINDS) if kinds is None else (kinds,) if isinstance(kinds, str) else tuple(kinds)
    except TypeError:
        raise UsageError(f"kinds are a kind or several, found {brief(kinds)}") from None
    for kind in wanted:
        if not isinstance(kind, str) or kind not in KINDS:
            raise UnknownFieldError(kind, f"one of the kinds {', '.join(KINDS)}", nearest(kind, KINDS))
    return wanted

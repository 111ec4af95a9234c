"""Rules on references: ids resolve, there are no cycles, each relation is stored once."""

from __future__ import annotations

from collections.abc import Iterator

from untip._search.relations import SOURCES, Reference, references, relations_of
from untip._store.rules.data_set import DataSet
from untip.dates import Answer
from untip.errors import Problem
from untip.schema import Instrument, Record


def ids_resolve(data: DataSet) -> Iterator[Problem]:
    """An id in a record is that of another record, of a kind that the relation permits."""
    known = data.known("a record")
    for record in data.records.values():
        for path, id, relation in (*references(record), *_former(record)):
            named = data.find(id)
            if named is None and id in data.unread:
                continue
            if named is None:
                yield known.problem(id, path, *data.place(record))
            elif relation.targets and named.kind not in relation.targets:
                wanted = " or ".join(relation.targets)
                message = f"found {id!r}, which is of kind {named.kind}; expected one of kind {wanted}"
                yield data.problem(record, path, message, found=id, expected=wanted)
            elif id == record.id and relation is not SOURCES:
                yield data.problem(record, path, f"found {id!r}, the record itself; name another", found=id)


def _former(record: Record) -> Iterator[Reference]:
    """Yield each place in a record's history that names another."""
    relations = {relation.path: relation for relation in relations_of(record.kind)}
    for index, entry in enumerate(record.history):
        if entry.field in relations:
            yield Reference(f"history[{index}].value", entry.value, relations[entry.field])


def no_cycles(data: DataSet) -> Iterator[Problem]:
    """No record is a part, successor or annex of itself, directly or through others."""
    for field in ("parent", "part_of", "successor", "annex_to", "supplements", "follows", "of", "broader"):
        done: set[str] = set()
        for start in data.records:
            way: dict[str, None] = {}
            step: object = start
            while isinstance(step, str) and step in data.records and step not in done and step not in way:
                way[step] = None
                step = getattr(data.records[step], field, None)
            done.update(way)
            if isinstance(step, str) and step in way:
                circle = list(way)[list(way).index(step) :]
                if len(circle) > 1:  # a record that names itself is reported by ids_resolve
                    shown = [*circle[:10], *(["…"] if len(circle) > 10 else []), step]
                    message = f"goes round in a circle: {' → '.join(shown)}; remove the wrong link"
                    yield data.problem(data.records[step], field, message)


def relations_stand_once(data: DataSet) -> Iterator[Problem]:
    """What two records could state about each other is stored on one of them only."""
    for record in data.records.values():
        for index, id in enumerate(record.established if isinstance(record, Instrument) else ()):
            if getattr(data.find(id), "established_by", None) == record.id:
                message = f"{id} says so itself in `established_by`; remove it here"
                yield data.problem(record, f"established[{index}]", message, found=id)
        for field in ("exact_match", "close_match"):
            for index, id in enumerate(getattr(record, field, ())):
                if record.id in getattr(data.find(id), field, ()) and record.id > id:
                    yield data.problem(record, f"{field}[{index}]", f"{id} says so itself; remove it here", found=id)
        for index, dispute in enumerate(record.disputes):
            for id in dispute.also:
                other = data.find(id)
                if other is not None and record.id > id and dispute.about in {one.about for one in other.disputes}:
                    message = f"{id} has the same dispute; keep one, whose `also` names the other record"
                    yield data.problem(record, f"disputes[{index}]", message, found=id)


def redirects_resolve(data: DataSet) -> Iterator[Problem]:
    """A redirect points from a retired id directly at a record."""
    known = data.known("a record")
    for old, redirect in data.redirects.items():
        file = "redirects.yaml"
        if old in data.records:
            yield Problem(f"{old!r} is the id of a record; remove the redirect", field=old, file=file)
        elif data.base is not None and data.base.at(old) is not None:
            yield Problem(f"{old!r} is the id of a record in the base; remove the redirect", field=old, file=file)
        if redirect.to in data.redirects:
            message = f"{redirect.to!r} is redirected itself; redirect to {data.redirects[redirect.to].to!r}"
            yield Problem(message, field=f"{old}.to", file=file)
        elif data.find(redirect.to) is None:
            yield known.problem(redirect.to, f"{old}.to", file)


def supplements_are_younger(data: DataSet) -> Iterator[Problem]:
    """A supplement or amendment is not older than what it supplements or amends."""
    for record in data.records.values():
        if not isinstance(record, Instrument) or record.adopted is None:
            continue
        for field in ("supplements", "amends", "replaces"):
            value = getattr(record, field)
            for id in (value,) if isinstance(value, str) else value or ():
                other = data.find(id)
                theirs = other.adopted if isinstance(other, Instrument) else None
                if theirs is not None and record.adopted.before(theirs) is Answer.CERTAINLY:
                    yield data.problem(record, field, f"adopted {record.adopted}, but {id} {theirs}; correct one")

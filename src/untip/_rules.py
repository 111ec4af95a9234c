"""The rules between records: each a named check over all data, whose problems name file, field and mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from untip._base import shapes
from untip._dates import Answer
from untip._errors import PROBLEM_LIMIT, Problem, nearest
from untip._names import fold, names_of
from untip._relations import SOURCES, Reference, citations, references, relations_of
from untip._treaties import CONSENTS, span
from untip._vocab import Action, Completeness
from untip.schema import (
    EDITORIAL,
    Coverage,
    Instrument,
    Participation,
    Record,
    Redirect,
    Source,
    State,
    Statistic,
)


class World(NamedTuple):
    """What the rules look at: records with their files, what they may name besides, redirects and tables."""

    records: Mapping[str, Record]
    files: Mapping[str, str]
    base: Callable[[str], Record | None]
    """Gives a record of the registry that these records build on."""
    redirects: Mapping[str, Redirect]
    tables: Mapping[str, tuple[Participation, ...]]
    coverage: Mapping[str, Coverage]

    def find(self, id: str) -> Record | None:
        """Give the record with an id, of these or of the base."""
        return self.records.get(id) or self.base(id)

    def problem(self, record: Record, field: str, message: str, **more: Any) -> Problem:
        """Word a problem of a record."""
        return Problem(message, field=field, file=self.files.get(record.id, record.id), **more)


UNCITED = EDITORIAL | {"citations", "disputes", "history"}
"""Fields that need no citation of the record's own: our wording, and what carries citations itself."""


def ids_resolve(world: World) -> Iterator[Problem]:
    """An id that a record names is the id of another record, of a kind that the relation allows."""
    known = sorted(world.records)
    dangling = 0
    for record in world.records.values():
        for path, id, relation in (*references(record), *_former(record)):
            named = world.find(id)
            if named is None:
                dangling += 1  # a suggestion takes time
                near = next(iter(nearest(id, known, 1)), None) if dangling <= PROBLEM_LIMIT else None
                message = f"found {id!r}, which is the id of no record; add the record or mend the id"
                yield world.problem(record, path, message, found=id, suggestion=near)
            elif relation.targets and named.kind not in relation.targets:
                wanted = " or ".join(relation.targets)
                message = f"found {id!r}, which is of kind {named.kind}; expected one of kind {wanted}"
                yield world.problem(record, path, message, found=id, expected=wanted)
            elif id == record.id and relation.path != SOURCES:
                yield world.problem(record, path, f"found {id!r}, the record itself; name another", found=id)


def _former(record: Record) -> Iterator[Reference]:
    """Give each place in a record's history that names another."""
    relations = {relation.path: relation for relation in relations_of(record.kind)}
    for index, entry in enumerate(record.history):
        if entry.field in relations:
            yield Reference(f"history[{index}].value", entry.value, relations[entry.field])


def no_cycles(world: World) -> Iterator[Problem]:
    """Nothing is a part, a successor or an annex of itself, however long the way round."""
    for record in world.records.values():
        for field in ("parent", "part_of", "successor", "annex_to", "supplements", "follows", "of", "broader"):
            seen = [record.id]
            step: Any = getattr(record, field, None)
            while isinstance(step, str) and step not in seen:
                seen.append(step)
                step = getattr(world.records.get(step), field, None)
            if step == record.id and len(seen) > 1:  # of itself alone ids_resolve speaks
                way = " → ".join([*seen, step])
                yield world.problem(record, field, f"goes round in a circle: {way}; cut it at the wrong link")


def relations_stand_once(world: World) -> Iterator[Problem]:
    """What two records could both say of each other stands with one of them."""
    for record in world.records.values():
        for index, id in enumerate(record.established if isinstance(record, Instrument) else ()):
            if getattr(world.find(id), "established_by", None) == record.id:
                message = f"{id} says so itself in `established_by`; remove it here"
                yield world.problem(record, f"established[{index}]", message, found=id)
        for field in ("exact_match", "close_match"):
            for index, id in enumerate(getattr(record, field, ())):
                if record.id in getattr(world.find(id), field, ()) and record.id > id:
                    yield world.problem(record, f"{field}[{index}]", f"{id} says so itself; remove it here", found=id)
        for index, dispute in enumerate(record.disputes):
            for id in dispute.also:
                other = world.find(id)
                if other is not None and record.id > id and dispute.about in {one.about for one in other.disputes}:
                    message = f"{id} has the same dispute; keep one, whose `also` names the other record"
                    yield world.problem(record, f"disputes[{index}]", message, found=id)


def redirects_resolve(world: World) -> Iterator[Problem]:
    """A redirect leads from an id that is no longer in use to a record, in one step."""
    for old, redirect in world.redirects.items():
        file = "redirects.yaml"
        if old in world.records:
            yield Problem(f"{old!r} is the id of a record; remove the redirect", field=old, file=file)
        if redirect.to in world.redirects:
            message = f"{redirect.to!r} is redirected itself; lead straight to {world.redirects[redirect.to].to!r}"
            yield Problem(message, field=f"{old}.to", file=file)
        elif world.find(redirect.to) is None:
            yield Problem(f"{redirect.to!r} is the id of no record; mend the id", field=f"{old}.to", file=file)


def names_belong_to_one(world: World) -> Iterator[Problem]:
    """A name, acronym or symbol belongs to one record of a kind, or is in all its bearers' `ambiguous_names`."""
    bearers: dict[tuple[str, str], dict[str, str]] = {}
    for record in world.records.values():
        for name in names_of(record):
            bearers.setdefault((record.kind, fold(name)), {})[record.id] = name
    for (kind, key), names in bearers.items():
        if len(names) < 2:
            continue
        for id, name in names.items():
            record = world.records[id]
            if key not in {fold(shared) for shared in record.ambiguous_names}:
                others = ", ".join(other for other in names if other != id)
                message = f"{name!r} names {kind} {others} too; drop it, or put it in the ambiguous_names of all"
                yield world.problem(record, "name", message, found=name)


def shared_names_are_shared(world: World) -> Iterator[Problem]:
    """A name in `ambiguous_names` is a name of another record too."""
    bearers: dict[str, set[str]] = {}
    for record in world.records.values():
        for name in names_of(record):
            bearers.setdefault(fold(name), set()).add(record.id)
    for record in world.records.values():
        for index, name in enumerate(record.ambiguous_names):
            if len(bearers[fold(name)]) < 2:
                message = f"{name!r} names no other record; make it an alias"
                yield world.problem(record, f"ambiguous_names[{index}]", message, found=name)


def names_differ(world: World) -> Iterator[Problem]:
    """No two names of one record are the same name to `find`, and each has something to find."""
    for record in world.records.values():
        seen: dict[str, str] = {fold(record.name): "name"}
        if "" in seen:
            yield world.problem(record, "name", f"{record.name!r} has no letter or digit to find it by")
        if record.acronym is not None:
            seen.setdefault(fold(record.acronym), "acronym")
        for index, alias in enumerate(record.aliases):
            key, path = fold(alias.name), f"aliases[{index}].name"
            if not key:
                yield world.problem(record, path, f"{alias.name!r} has no letter or digit to find it by")
            elif key in seen:
                message = f"{alias.name!r} is found by its {seen[key]} already; remove it"
                yield world.problem(record, path, message, found=alias.name)
            seen.setdefault(key, path)


def supplements_are_younger(world: World) -> Iterator[Problem]:
    """A supplement or amendment is not older than what it supplements or amends."""
    for record in world.records.values():
        if not isinstance(record, Instrument) or record.adopted is None:
            continue
        for field in ("supplements", "amends", "replaces"):
            value = getattr(record, field)
            for id in (value,) if isinstance(value, str) else value or ():
                other = world.find(id)
                theirs = other.adopted if isinstance(other, Instrument) else None
                if theirs is not None and record.adopted.before(theirs) is Answer.CERTAINLY:
                    yield world.problem(record, field, f"adopted {record.adopted}, but {id} {theirs}; mend one")


def citations_stand(world: World) -> Iterator[Problem]:
    """A citation names lines within the transcript of a founding source, and no lines of another."""
    for record in world.records.values():
        for path, citation in citations(record):
            source = world.find(citation.source)
            if not isinstance(source, Source):
                continue  # ids_resolve says so
            last = citation.lines[-1][1] if citation.lines else 0
            if source.transcript is None and last:
                message = f"{source.id} has no transcript to count lines in; name the place in `section`"
                yield world.problem(record, f"{path}.lines", message)
            elif source.transcript is not None and last > source.transcript.lines:
                message = f"found line {last}, but {source.id} has {source.transcript.lines} lines"
                yield world.problem(record, f"{path}.lines", message)
            elif source.transcript is not None and not last:
                yield world.problem(record, f"{path}.lines", f"missing: say which lines of {source.id} state it")


def facts_are_supported(world: World) -> Iterator[Problem]:
    """Every field that states a fact is supported by a citation of the record or of each of its items."""
    for record in world.records.values():
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
                        yield world.problem(record, f"{name}[{index}]", message)
            else:
                message = f"is stated without a source; add {name!r} to the supports of the citation that states it"
                yield world.problem(record, name, message)
        for index, entry in enumerate(record.history):
            if not entry.citations:
                yield world.problem(record, f"history[{index}]", "is stated without a source; give it citations")


def supports_are_filled(world: World) -> Iterator[Problem]:
    """A citation supports fields that the record fills."""
    for record in world.records.values():
        for index, citation in enumerate(record.citations):
            for place, field in enumerate(citation.supports):
                if getattr(record, field, None) in (None, ()):
                    path = f"citations[{index}].supports[{place}]"
                    yield world.problem(record, path, f"{field!r} is not filled; fill it or leave it out here")


def kept_claims_read_as_the_field(world: World) -> Iterator[Problem]:
    """Of a dispute about a field, the claim that is kept reads as the field does."""
    for record in world.records.values():
        for index, dispute in enumerate(record.disputes):
            if dispute.field is None or dispute.kept is None:
                continue
            value = getattr(record, dispute.field)
            claim = dispute.claims[dispute.kept].value
            readings = {fold(text) for item in _items(value) for text in _readings(world, item)}
            if fold(claim) not in readings:
                message = f"keeps {claim!r}, but the record's {dispute.field} reads {value!s:.80}; make them agree"
                yield world.problem(record, f"disputes[{index}].claims[{dispute.kept}].value", message)


def _items(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _readings(world: World, value: Any) -> Iterator[str]:
    """Give the texts that say a value: itself, and the names of a record that it names."""
    if isinstance(value, str):
        yield value
        named = world.find(value)
        if named is not None:
            yield from names_of(named)
    elif hasattr(value, "who"):
        yield from _readings(world, value.who)
    elif value is not None:
        yield str(value).removesuffix(".0")


def ranges_run_upwards(world: World) -> Iterator[Problem]:
    """A statistic's range runs upwards."""
    for record in world.records.values():
        if not isinstance(record, Statistic) or record.upper is None:
            continue
        if record.value is None or record.upper <= record.value:
            yield world.problem(record, "upper", f"found {record.upper}, expected more than {record.value}")


def sources_can_be_reached(world: World) -> Iterator[Problem]:
    """A source outside the founding ones has the day on which it was consulted."""
    for record in world.records.values():
        if isinstance(record, Source) and record.transcript is None and record.consulted is None:
            yield world.problem(record, "consulted", "missing: say when the address was consulted")


def parties_exist(world: World) -> Iterator[Problem]:
    """Each row of a treaty's table names a treaty, a party and a source that exist; each table has its coverage."""
    for treaty, rows in world.tables.items():
        file = f"participation/{treaty}.csv"
        if not isinstance(world.find(treaty), Instrument):
            yield Problem(f"{treaty!r} is the id of no instrument; name the file after one", file=file)
        if treaty not in world.coverage:
            yield Problem("has no row in coverage.csv; say until when the table is known", file=file)
        for line, row in enumerate(rows, 2):
            party, source = world.find(row.party), world.find(row.source)
            if party is None or party.kind not in ("state", "agency"):
                yield Problem(f"{row.party!r} is no State or agency; mend it", field="party", file=file, line=line)
            if not isinstance(source, Source):
                yield Problem(f"{row.source!r} is the id of no source", field="source", file=file, line=line)
    for line, (treaty, covered) in enumerate(world.coverage.items(), 2):
        file = "participation/coverage.csv"
        if treaty not in world.tables:
            message = f"there is no {treaty}.csv that this row speaks of; add the table or remove the row"
            yield Problem(message, field="instrument", file=file, line=line)
        if not isinstance(world.find(covered.source), Source):
            yield Problem(f"{covered.source!r} is the id of no source", field="source", file=file, line=line)


def consents_follow_adoption(world: World) -> Iterator[Problem]:
    """Nobody consents to a treaty before its adoption, or twice without withdrawing between."""
    for treaty, rows in world.tables.items():
        instrument, file = world.find(treaty), f"participation/{treaty}.csv"
        adopted = instrument.adopted if isinstance(instrument, Instrument) else None
        bound: set[str] = set()
        left: set[str] = set()
        for line, row in sorted(enumerate(rows, 2), key=_when):
            if row.date is not None and adopted is not None and row.date.before(adopted) is Answer.CERTAINLY:
                yield Problem(f"{row.date} is before the adoption on {adopted}", field="date", file=file, line=line)
            if row.action is Action.WITHDRAWAL:
                bound.discard(row.party)
                left.add(row.party)
            elif row.action is Action.WITHDRAWAL_REVOKED:
                if row.party not in left:
                    message = f"{row.party} revokes a withdrawal that no earlier row has; add it"
                    yield Problem(message, field="action", file=file, line=line)
                bound.add(row.party)
            elif row.action in CONSENTS:
                if row.party in bound:
                    message = f"{row.party} consents twice without withdrawing between; remove one"
                    yield Problem(message, field="party", file=file, line=line)
                bound.add(row.party)


def _when(numbered: tuple[int, Participation]) -> tuple[bool, Any]:
    """Sort rows by date, undated ones last."""
    date = numbered[1].date
    return date is None, date.latest if date is not None else 0


def deposits_reach_the_condition(world: World) -> Iterator[Problem]:
    """On the day of a treaty's entry into force the deposits of States reach its own condition, in a whole table."""
    for treaty, rows in world.tables.items():
        instrument, covered = world.find(treaty), world.coverage.get(treaty)
        if not isinstance(instrument, Instrument) or covered is None or covered.complete in (None, Completeness.PART):
            continue
        rule, whole = instrument.in_force_condition, instrument.in_force
        if rule is None or whole is None:
            continue
        states = [row for row in rows if row.action in CONSENTS and isinstance(world.find(row.party), State)]
        have = sum(span(row.date).first <= whole.latest for row in states)
        if have < rule.instruments:
            message = f"has {have} consents until {whole}, but {treaty} needs {rule.instruments} to enter into force"
            yield Problem(message, file=f"participation/{treaty}.csv", found=str(have), expected=str(rule.instruments))


RULES: tuple[Callable[[World], Iterator[Problem]], ...] = (
    ids_resolve,
    no_cycles,
    relations_stand_once,
    redirects_resolve,
    names_belong_to_one,
    shared_names_are_shared,
    names_differ,
    supplements_are_younger,
    citations_stand,
    facts_are_supported,
    supports_are_filled,
    kept_claims_read_as_the_field,
    ranges_run_upwards,
    sources_can_be_reached,
    parties_exist,
    consents_follow_adoption,
    deposits_reach_the_condition,
)
"""Every rule between records."""

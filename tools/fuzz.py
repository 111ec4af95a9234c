"""Throw mutated input at everything that takes input: only an `UntipError` may come back.

    python tools/fuzz.py --cases 1000000 --seed 1

Each case is a function of seed and number alone: `--only 4711` runs it again. What was once found is kept, with what
the mutations start from, in `tests/fuzz/`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import untip
from untip.schema import FOLDERS, KINDS

FUZZ = Path(__file__).resolve().parent.parent / "tests" / "fuzz"
SLOW = 5.0


class Text(str):
    """Text that is not quite text."""


class Mine(dict[Any, Any]):
    """A dict that is not quite a dict."""


class Rude:
    """An object of which nothing works."""

    def __getattribute__(self, name: str) -> Any:
        raise AttributeError(name)

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise ValueError("no")

    def __repr__(self) -> str:
        raise RuntimeError("no")


@dataclass
class Corpus:
    """What mutations start from."""

    texts: list[str]
    records: list[dict[str, Any]]
    words: list[str]

    @classmethod
    def read(cls) -> Corpus:
        texts = [json.loads(line) for line in (FUZZ / "texts.jsonl").read_text("utf-8").splitlines()]
        records = [json.loads(line) for line in (FUZZ / "records.jsonl").read_text("utf-8").splitlines()]
        words = sorted({word for record in records for word in _words(record)})
        return cls(texts, records, words)


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from _words(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value)
    elif isinstance(data, str):
        yield data


@dataclass
class Case:
    """One case: its randomness, and what it draws from."""

    random: Random
    corpus: Corpus

    def text(self) -> str:
        """Give a name, date, query or other text, most of them damaged."""
        pool = self.corpus.texts if self.random.random() < 0.7 else self.corpus.words
        text = self.random.choice(pool)
        for _ in range(self.random.choice((0, 1, 1, 2, 5))):
            text = self.damage(text)
        return text

    def damage(self, text: str) -> str:
        """Change a text somewhere."""
        random = self.random
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((0, 1, 1, 2, 8, 200)))
        piece = text[start:end]
        new = random.choice(
            (
                lambda: "",
                lambda: piece * 2,
                lambda: piece[::-1],
                piece.swapcase,
                lambda: random.choice(self.corpus.texts),
                lambda: random.choice(self.corpus.words),
                lambda: chr(
                    random.choice((random.randrange(128), random.randrange(0x3000), random.randrange(0x110000)))
                ),
                lambda: random.choice("0123456789-/X?~%.:,[]{}\"'&*!#|>@`\\ \t\n\r"),
                lambda: piece * random.choice((10, 100, 3000)),
            )
        )()
        return text[:start] + new + text[end:]

    def junk(self) -> Any:
        """Give something that seldom belongs where it is put."""
        random = self.random
        return random.choice(
            (
                lambda: None,
                lambda: random.choice((True, False, 0, 1, -1, 2**63, 10**30, 10**5000)),
                lambda: random.choice((0.0, -0.0, 1.5, float("nan"), float("inf"), 1e308)),
                self.text,
                self.text,
                lambda: Text(self.text()),
                lambda: self.text().encode("utf-8", "surrogatepass"),
                lambda: [self.text() for _ in range(random.randrange(4))],
                lambda: tuple(self.text() for _ in range(random.randrange(4))),
                lambda: {self.text(), self.text()},
                lambda: {self.text(): self.text()},
                lambda: Mine({"id": "x", None: self.text()}),
                lambda: _deep(random.choice((40, 5000))),
                lambda: random.choice((object(), Rude(), print, str, untip.Agency, range(3), iter("x"))),
                lambda: random.choice((untip.PartialDate("2000"), untip.Interval("2000/2001"), untip.get("unodc"))),
            )
        )()

    def record(self) -> dict[str, Any]:
        """Give the dict of a record, changed in some places."""
        data: dict[str, Any] = json.loads(json.dumps(self.random.choice(self.corpus.records)))
        for _ in range(self.random.choice((0, 1, 1, 2, 4))):
            self.change(data, self.junk)
        return data

    def plain(self) -> dict[str, Any]:
        """Give the dict of a record, changed in some places, of JSON types."""
        data: dict[str, Any] = json.loads(json.dumps(self.random.choice(self.corpus.records)))
        for _ in range(self.random.choice((0, 1, 1, 2, 4))):
            self.change(data, lambda: self.random.choice((None, True, 4711, -1.5, self.text(), [], [self.text()], {})))
        return data

    def change(self, data: Any, new: Callable[[], Any]) -> None:
        """Change one place in nested data."""
        random = self.random
        while True:
            keys = list(data) if isinstance(data, dict) else list(range(len(data)))
            if not keys:
                return
            key = random.choice(keys)
            inner = data[key]
            if not isinstance(inner, dict | list) or not inner or random.random() < 0.3:
                break
            data = inner
        how = random.randrange(6)
        if how < 3:
            data[key] = new()
        elif how == 3:
            del data[key]
        elif how == 4 and isinstance(data, dict):
            data[random.choice((self.text(), self.text(), 7, None))] = data.pop(key)
        elif isinstance(data, list):
            data.append(inner)
        else:
            data[key] = [inner, inner]

    def written(self, format: str) -> str | bytes:
        """Give a record's text, damaged as data or as text."""
        data = self.plain() if self.random.random() < 0.6 else self.random.choice(self.corpus.records)
        try:
            text = untip._formats.texts.write_yaml(data) if format == "yaml" else untip._formats.texts.write_json(data)
        except untip.UntipError:
            text = json.dumps(data)
        if data is not None and self.random.random() < 0.5:
            for _ in range(self.random.choice((1, 1, 2, 5))):
                text = self.damage(text)
        if self.random.random() < 0.2:
            raw = bytearray(text.encode("utf-8", "surrogatepass"))
            for _ in range(self.random.choice((0, 1, 5))):
                if raw:
                    raw[self.random.randrange(len(raw))] = self.random.randrange(256)
            return bytes(raw)
        return text


def _deep(depth: int) -> Any:
    data: Any = []
    for _ in range(depth):
        data = [data]
    return data


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────────


def loads(case: Case) -> None:
    format: Any = case.random.choice(("json", "yaml"))
    record = untip.loads(case.written(format), untip.Record, format)
    for other in ("json", "yaml"):
        again: Any = other
        assert untip.loads(untip.dumps(record, again), untip.Record, again) == record


def from_dict(case: Case) -> None:
    cls: Any = case.random.choice((untip.Record, *KINDS.values()))
    data = case.record()
    if cls is not untip.Record and case.random.random() < 0.8:
        cls = KINDS[data["kind"]] if type(data.get("kind")) is str and data["kind"] in KINDS else cls
    record = untip.from_dict(cls, data if case.random.random() < 0.95 else case.junk())
    assert untip.from_dict(untip.Record, untip.to_dict(record)) == record


def by_hand(case: Case) -> None:
    record = case.random.choice(RECORDS)
    name = case.random.choice([field.name for field in record.fields_])
    changes = {name: case.junk()} if case.random.random() < 0.9 else {case.text(): case.junk()}
    untip.from_dict(untip.Record, untip.to_dict(record.__replace__(**changes)))


def find(case: Case) -> None:
    kind = case.random.choice((None, None, *KINDS, case.text()))
    found = untip.find(case.text() if case.random.random() < 0.9 else case.junk(), kind)
    assert kind in (None, found.kind)


def search(case: Case) -> None:
    kinds: Any = case.random.choice((None, None, ("agency",), "event", (), (case.text(),), case.junk()))
    limit: Any = case.random.choice((10, 10, 1, 0, -1, 10**6, case.junk()))
    query = case.text() if case.random.random() < 0.9 else case.junk()
    matches = untip.search(query, limit=limit, kinds=kinds) if case.random.random() < 0.7 else _some(case).search(query)
    assert all(match.record.id for match in matches)


def get(case: Case) -> None:
    key = (
        case.text()
        if case.random.random() < 0.7
        else case.random.choice((case.junk(), slice(case.junk(), case.junk())))
    )
    ask = case.random.choice((untip.get, untip.agencies.get, untip.agencies.__getitem__, untip.agencies.__contains__))
    ask(key)


def related(case: Case) -> None:
    of = case.text() if case.random.random() < 0.5 else case.random.choice(IDS)
    ask: Any = case.random.choice((untip.related, untip.provenance))
    ask(of, case.random.choice((None, case.text(), case.junk())))


def _some(case: Case) -> Any:
    return getattr(untip, case.random.choice(tuple(FOLDERS)))


def _field(case: Case) -> Any:
    return case.random.choice((*FIELDS, case.text(), case.junk()))


def filter(case: Case) -> None:
    name = case.random.choice((*FIELDS, case.text()))
    wanted = case.random.choice((case.text, case.text, case.junk, lambda: {case.text(), 1}))()
    _some(case).filter(**{name: wanted})


def order(case: Case) -> None:
    some = _some(case)
    case.random.choice((some.sort, some.group_by))(_field(case))


def when(case: Case) -> Any:
    random = case.random
    if random.random() < 0.2:
        return case.junk()
    text = random.choice(DATES)
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        start = random.randint(0, len(text))
        text = text[:start] + random.choice("0123456789X/.-?~%T ") + text[start + random.randrange(2) :]
    return text if random.random() < 0.9 else case.damage(text)


def dated(case: Case) -> None:
    some = _some(case)
    if case.random.random() < 0.5:
        some.dated(_field(case), when(case), certain=case.random.random() < 0.5)
    else:
        some.active(when(case))


def date(case: Case) -> None:
    one = untip.PartialDate(when(case))
    assert untip.PartialDate(str(one)) == one
    assert one.earliest <= one.latest
    for ask in (one.before, one.after, one.same_day, one.within):
        answer(ask, when(case))


def interval(case: Case) -> None:
    how = case.random.randrange(3)
    one: Any
    if how:
        one = untip.Interval(f"{case.random.choice(DATES)}/{case.random.choice(DATES)}" if how == 1 else when(case))
    else:
        one = untip.Interval.between(when(case), when(case))
    assert untip.Interval(str(one)) == one
    for ask in (one.meets, one.contains, one.begun, one.ended):
        answer(ask, when(case))


def answer(ask: Callable[[Any], untip.Answer], thing: Any) -> None:
    with contextlib.suppress(untip.InvalidDateError):
        assert ask(thing) in untip.Answer


def group(case: Case) -> None:
    who = case.random.choice((*IDS, case.text(), case.junk()))
    on = case.random.choice((None, when(case)))
    case.random.choice((untip.members, untip.parties, untip.signatories))(who, on)


def view(case: Case) -> None:
    then = untip.as_of(when(case))
    then.get(case.text())
    assert then.day is not None


def validate(case: Case) -> None:
    folder = Path(FOLDER.name)
    record = case.random.choice(case.corpus.records)
    kind = KINDS[record["kind"]]
    name, data = f"{kind.folder}/{record['id']}.yaml", case.written("yaml")
    if case.random.random() < 0.2:
        name = case.random.choice(
            ("states.csv", "state_names.csv", "redirects.yaml", "participation/untoc.csv", "participation/coverage.csv")
        )
        table = case.random.choice([text for text in case.corpus.texts if "\n" in text])
        for _ in range(case.random.choice((0, 1, 3))):
            table = case.damage(table)
        data = table
    elif case.random.random() < 0.2:
        name, data = "records.json", case.written("json")
        data = b"[" + data + b"]" if isinstance(data, bytes) else f"[{data}]"
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    try:
        where: Any = path if path.suffix == ".json" or case.random.random() < 0.3 else folder
        problems = untip.validate(where)
        if problems:
            assert all(str(problem).isprintable() for problem in problems[:5]), problems[0]
            assert all(problem.file for problem in problems[:5])
        else:
            untip.load(where).search("trafficking")
    finally:
        path.unlink()


WEIGHTS: dict[Callable[[Case], None], int] = {
    loads: 14,
    from_dict: 18,
    by_hand: 8,
    find: 4,
    get: 8,
    related: 3,
    filter: 12,
    order: 1,
    dated: 4,
    date: 12,
    interval: 12,
    group: 2,
    view: 1,
    validate: 3,
    search: 2,
}
FOLDER = tempfile.TemporaryDirectory(prefix="untip-fuzz-")
IDS: list[str] = []
DATES: list[str] = []
FIELDS: list[str] = []
RECORDS: list[Any] = []


@dataclass
class Outcome:
    """What a run saw."""

    cases: int = 0
    seconds: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    """How often each kind of finding came up; one of each is told."""
    findings: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def prepare() -> Corpus:
    corpus = Corpus.read()
    if not IDS:
        RECORDS.extend(untip.from_dict(untip.Record, data) for data in corpus.records)
        IDS.extend(record.id for record in RECORDS)
        DATES.extend(text for text in corpus.texts if text and not text.strip("0123456789X/.-?~%"))
        FIELDS.extend(sorted({field.name for cls in KINDS.values() for field in cls.fields_}))
    return corpus


def run(cases: int, seed: int, first: int = 0) -> Outcome:
    """Run some cases, and give what they saw."""
    corpus, outcome = prepare(), Outcome()
    targets, weights = list(WEIGHTS), list(WEIGHTS.values())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(first, first + cases):
            random = Random(f"{seed}:{number}")
            target = random.choices(targets, weights)[0]
            label, start = f"--seed {seed} --only {number} ({target.__name__})", time.process_time()
            try:
                target(Case(random, corpus))
                outcome.passed[target.__name__] += 1
            except untip.UntipError as error:
                outcome.refused[target.__name__] += 1
                said = str(error)
                if len(said) > 300_000:
                    outcome.findings.append(f"{label}: a message of {len(said)} characters: {said[:500]}")
            except BaseException as error:  # noqa: BLE001 - whatever else comes is a finding
                where = traceback.extract_tb(error.__traceback__)[-1]
                key = f"{type(error).__name__} in {where.filename}:{where.lineno}"
                outcome.kinds[key] += 1
                if outcome.kinds[key] == 1:
                    outcome.findings.append(f"{label}:\n{traceback.format_exc(limit=-6)}")
            took = time.process_time() - start
            outcome.seconds[target.__name__] += took  # type: ignore[assignment]
            outcome.slowest = max(outcome.slowest, (took, label))
            outcome.cases += 1
    if outcome.slowest[0] > SLOW:
        outcome.findings.append(f"{outcome.slowest[1]} took {outcome.slowest[0]:.1f} s")
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run this one case again")
    options = parser.parse_args()
    start = time.perf_counter()
    first, cases = (0, options.cases) if options.only is None else (options.only, 1)
    outcome = run(cases, options.seed, first)
    for name in sorted(outcome.passed.keys() | outcome.refused.keys()):
        counts = f"{outcome.passed[name]:8} answered {outcome.refused[name]:8} refused"
        print(f"{name:10} {counts} {outcome.seconds[name]:8.1f} s")
    print(f"{outcome.cases} cases in {time.perf_counter() - start:.0f} s; slowest {outcome.slowest}")
    for finding in outcome.findings[:50]:
        print(finding)
    for kind, count in outcome.kinds.most_common():
        print(f"{count:8} times {kind}")
    print(f"{len(outcome.findings)} findings")
    return bool(outcome.findings)


if __name__ == "__main__":
    raise SystemExit(main())

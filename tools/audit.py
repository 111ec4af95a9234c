#!/usr/bin/env python3
"""Compare every citation of a founding source with the text of the source.

    python tools/audit.py FOLDER              the audit; exit 1 if a citation is out of range or a text is shared
    python tools/audit.py FOLDER --untouched  lines of the sources that no citation touches
    python tools/audit.py FOLDER --draw 100 --seed 1   facts drawn at random, each with its lines, for a person to read

FOLDER has `<source id>.txt` for each Source record with a transcript. The transcripts are not part of the project.

A citation is confirmed if each field that it supports occurs in its lines: a name or acronym in full, a date's year,
a figure, a related record's name. Free text is cited and not confirmed by machine.
"""

import argparse
import hashlib
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import untip
from untip._schema.define import Checked, shapes
from untip._search.names import names_of
from untip._search.relations import citations, relations_of
from untip.schema import Citation, Record

NOT_CONFIRMED = frozenset(
    (  # free text, controlled terms and derived wording: cited, not confirmed by machine
        *("mandate", "in_force_condition", "place", "headquarters", "measure", "bound", "unit", "region", "frequency"),
        *("languages", "undated_because", "end_planned", "why", "quantity", "scope", "transcript", "licence"),
        "answers",  # a gap's name is our own wording
    )
)
OWN_TITLES = frozenset(("finding", "statistic", "sdg_target", "event"))
"""Kinds whose names are in our own words if the text has none."""
TITLES = frozenset(
    (
        *("name", "title", "acronym", "aliases", "ambiguous_names", "symbols", "identifiers"),
        *("links", "section", "url", "publisher"),
    )
)
"""Fields with official titles, names and addresses, which are given word for word."""
RUN = 10
"""How many words in a row must not be shared with a transcript."""
ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {**dict(enumerate(ONES)), 15: "fifteen", 17: "seventeen", 18: "eighteen", 20: "twenty"}
FRACTIONS = {"33": "third", "33.3": "third", "50": "half", "0.5": "half", "25": "quarter"}


def squash(text: str) -> str:
    """Keep letters and digits only, in lower case."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))


class Text:
    """One transcript."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.lines = data.decode("utf-8").splitlines()

    def part(self, spans: tuple[tuple[int, int], ...]) -> str:
        return "\n".join(self.lines[n - 1] for first, last in spans for n in range(first, last + 1))


def stands(name: str, text: str) -> bool:
    """Return whether a text has a name, whatever its line breaks and punctuation; a short one as a whole word."""
    key = squash(name)
    if len(key) >= 8 and key in squash(text):
        return True
    wanted, given = words(name), words(text)
    joined = "".join(wanted)
    if any(given[at : at + len(wanted)] == wanted for at in range(len(given) - len(wanted) + 1)):
        return True
    return any("".join(given[at : at + size]) == joined for size in (1, 2, 3) for at in range(len(given) - size + 1))


def figure(value: float, text: str) -> bool:
    """Return whether a text has a number, in figures or in words."""
    flat = re.sub(r"(?<=\d)[, ](?=\d{3})", "", text)
    number = f"{value:g}" if value < 1e6 else f"{value:.0f}"
    if re.search(rf"(?<![\d.]){re.escape(number)}(?![\d])", flat):
        return True
    if value >= 1e6 and re.search(rf"(?<![\d.]){re.escape(f'{value / 1e6:g}')} ?(million|m\b)", flat):
        return True
    if value >= 1e9 and re.search(rf"(?<![\d.]){re.escape(f'{value / 1e9:g}')} ?(billion|bn\b)", flat):
        return True
    spelt = NUMBERS.get(int(value)) if value == int(value) else None
    low = text.casefold()
    return bool(
        (spelt and re.search(rf"\b{spelt}\b", low))
        or (number in FRACTIONS and FRACTIONS[number] in low)
        or (number == "2" and re.search(r"\b(twice|both|bi)", low))
        or (number == "1" and re.search(r"\b(once|first|a|an|only)\b", low))
    )


def year(value: object, text: str) -> bool:
    """Return whether a text has a date's year, or each year of an interval."""
    years = [part[:4].rstrip("X") for part in str(value).split("/") if part[:1].isdigit()]
    return all(re.search(rf"(?<!\d){one}|[’'‘]{one[2:]}\b", text) for one in years)


def reference_fields(kind: str) -> dict[str, str]:
    """Return, for each field of a kind that names records, the attribute of its items that has the id, or none."""
    return {rel.path.partition(".")[0]: rel.path.partition(".")[2] for rel in relations_of(kind)}


def says(record: Record, field: str, value: object, text: str) -> bool | None:
    """Return whether a text has a field's value; `None` if no machine can decide it."""
    if field in NOT_CONFIRMED or value in (None, ()):
        return None
    refers = reference_fields(record.kind)
    if field in refers and not refers[field]:
        return all(names(one, text) for one in (value if isinstance(value, tuple) else (value,)))
    if isinstance(value, untip.PartialDate | untip.Interval):
        return year(value, text)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return figure(float(value), text)
    if field == "name":
        if stands(record.name, text):
            return True
        described = record.kind in OWN_TITLES or record.kind == "resource"
        if described or (record.kind in ("program", "agency", "instrument") and not any_name(record)):
            return None
        return False
    if field in ("acronym", "code", "formal_name", "publisher"):
        return stands(str(value), text)
    if field in ("symbols", "authors"):
        assert isinstance(value, tuple)
        return all(symbol(str(one), text) for one in value)
    return None


def any_name(record: Record) -> bool:
    """Return whether a founding source has a record's name; else it is descriptive."""
    return any(stands_anywhere(record.name))


def stands_anywhere(name: str) -> Iterator[bool]:
    """Return for each transcript whether it has a name."""
    return (squash(name) in whole for whole in WHOLE.values())


def symbol(value: str, text: str) -> bool:
    """Return whether a text has a document symbol, in full or by its number."""
    core = re.sub(r"^A/RES/|^E/RES/|^A/DEC/", "", value)
    return stands(value, text) or squash(core) in squash(text) or all(part in words(text) for part in words(core))


def names(id: str, text: str) -> bool:
    """Return whether a text has any name of a record."""
    record = untip.get(id)
    if record is None:
        return True  # a group such as all-states
    return any(stands(name, text) for name in names_of(record))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--untouched", action="store_true", help="list the lines that no citation touches")
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="draw N facts with their lines")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="print each citation that is not confirmed")
    args = parser.parse_args()

    kinds = (
        *(untip.agencies, untip.instruments, untip.programs, untip.sdg_targets, untip.resources, untip.events),
        *(untip.statistics, untip.findings, untip.concepts, untip.states, untip.sources),
    )
    records: list[Record] = [record for collection in kinds for record in collection]
    texts: dict[str, Text] = {}
    failed = 0
    for source in untip.sources:
        if source.transcript is not None:
            text = texts[source.id] = Text(args.folder / f"{source.id}.txt")
            WHOLE_TEXTS[source.id] = text
            WHOLE[source.id] = squash("\n".join(text.lines))
            if (text.sha256, len(text.lines)) != (source.transcript.sha256, source.transcript.lines):
                print(f"{source.id}: the transcript is another one: {len(text.lines)} lines, sha256 {text.sha256}")
                failed += 1

    if args.draw:
        return draw(records, texts, args.draw, args.seed)
    touched: dict[str, set[int]] = {id: set() for id in texts}
    count: Counter[str] = Counter()
    for record in records:
        for path, citation in citations(record):
            if citation.source not in texts:
                count["outside"] += 1
                continue
            text = texts[citation.source]
            if citation.lines[-1][1] > len(text.lines):
                print(f"out of range: {record.kind} {record.id} {path}")
                count["out of range"] += 1
                continue
            count["citations"] += 1
            touched[citation.source] |= {n for a, b in citation.lines for n in range(a, b + 1)}
            confirm(record, path, citation, text, count)
    if args.untouched:
        untouched(texts, touched)
        return 0
    shared = runs(records, texts)
    total = count["confirmed"] + count["unconfirmed"]
    print(f"records {len(records)}, citations of founding sources {count['citations']}, of others {count['outside']}")
    print(f"out of range {count['out of range']}")
    share = 100 * count["confirmed"] / total if total else 0.0
    print(f"confirmed {count['confirmed']} of {total} ({share:.1f} %); free text {count['free']}")
    print(f"shared runs of {RUN} words {shared}")
    return 1 if failed or shared or count["out of range"] or share < 97 else 0


WHOLE: dict[str, str] = {}
"""Each transcript, squashed."""
WHOLE_TEXTS: dict[str, Text] = {}
"""Each transcript."""


def item_at(record: Record, path: str) -> Any:
    """Return the part of a record at a path such as `partners[0]`."""
    item: Any = record
    for step in path.split("."):
        name, _, index = step.partition("[")
        item = getattr(item, name)
        item = item[int(index[:-1])] if index else item
    return item


def confirm(record: Record, path: str, citation: Citation, text: Text, count: Counter[str]) -> None:
    """Count a citation's fields as confirmed, not confirmed, or free text."""
    part = text.part(citation.lines)
    owner = path.rpartition("citations[")[0].rstrip(".")
    if not owner:
        nested = ("members", "partners", "organizers", "participants", "activities", "provisions", "editions")
        checks = [(f, None if f in nested else says(record, f, getattr(record, f), part)) for f in citation.supports]
    elif owner.startswith("disputes["):
        return
    else:
        item = item_at(record, owner)
        if "who" in shapes(type(item)):
            checks = [(f"{owner}.who {item.who}", names(item.who, part))]
        else:
            date = getattr(item, "published", None) or getattr(item, "since", None)
            # what one of an item's citations dates, another may only describe
            others = [WHOLE_TEXTS[c.source].part(c.lines) for c in item.citations if c.source in WHOLE_TEXTS]
            checks = [(f"{owner} {date}", None if date is None else any(year(date, other) for other in others))]
    for field, ok in checks:
        count["free" if ok is None else "confirmed" if ok else "unconfirmed"] += 1
        if ok is False:
            value = str(getattr(record, field, ""))[:60]
            lines = ", ".join(f"{a}-{b}" for a, b in citation.lines)
            print(f"not confirmed: {record.kind} {record.id} {field}={value} at {citation.source}:{lines}")


def texts_of(obj: Checked, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a record in our own words, with its path; names and titles are facts."""
    for name, shape in shapes(type(obj)).items():
        value = getattr(obj, name)
        if value is None or name in TITLES or isinstance(obj, Citation):
            continue
        items = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(items):
            path = f"{before}{name}[{index}]" if shape.many else f"{before}{name}"
            if shape.part is not None:
                yield from texts_of(item, f"{path}.")
            elif type(item) is str:
                yield path, item


def grams(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def runs(records: list[Record], texts: dict[str, Text]) -> int:
    """Print and count the texts of ours that share a run of words with a transcript outside names and titles."""
    known = set().union(*(grams("\n".join(text.lines)) for text in texts.values())) if texts else set()
    for record in records:
        for name in names_of(record):
            known -= grams(name)
    count = 0
    for record in records:
        for path, text in texts_of(record):
            hit = grams(text) & known
            if hit:
                count += 1
                print(f"shared words: {record.kind} {record.id} {path}: {' '.join(min(hit))}")
    return count


def untouched(texts: dict[str, Text], touched: dict[str, set[int]]) -> None:
    for id, text in texts.items():
        lines = [n for n, line in enumerate(text.lines, 1) if line.strip() and n not in touched[id]]
        print(f"== {id}: {len(lines)} of {sum(bool(line.strip()) for line in text.lines)} lines with text untouched")
        for n in lines:
            print(f"{n}\t{text.lines[n - 1].strip()[:140]}")


def draw(records: list[Record], texts: dict[str, Text], number: int, seed: int) -> int:
    """Print facts drawn at random, each with the lines cited."""
    facts = []
    for record in records:
        for path, citation in citations(record):
            if citation.source in texts:
                facts += [(record, path, citation, field) for field in citation.supports or ("",)]
    for place, (record, path, citation, field) in enumerate(random.Random(seed).sample(facts, number), 1):
        owner = path.rpartition("citations[")[0].rstrip(".")
        value = getattr(record, field) if field else owner
        value = item_at(record, owner) if owner else value
        lines = ", ".join(f"{a}-{b}" for a, b in citation.lines)
        print(f"\n{place}. {record.kind} {record.id} ({record.name}) {owner or field}\n   {str(value)[:600]}")
        said = texts[citation.source].part(citation.lines).replace("\n", "\n      ")
        print(f"   {citation.source}:{lines}\n      {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

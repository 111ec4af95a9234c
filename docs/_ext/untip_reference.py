"""Write the generated part of the reference before Sphinx reads it: the schema, and the pages of the records."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import untip
from untip import schema
from untip._formats.converter import to_file, write_spans
from untip._formats.describe import about_class, about_field, about_member
from untip._schema.define import Checked, field_order, required, shapes
from untip._schema.fields import SLUG, Shape
from untip._schema.vocabularies import Vocabulary
from untip.dates import Interval, PartialDate
from untip.schema import KINDS, RELATIONS, Citation, Dispute, Record

MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~^$&:'\"=@/])")
PARTS = (
    *("Citation", "Alias", "Link", "Identifier", "Claim", "Dispute", "HistoryEntry", "Role", "Activity"),
    *("ForceCondition", "Provision", "Edition", "Indicator", "Transcript", "Participation", "Coverage", "Redirect"),
)


def plain(text: object) -> str:
    """Return a text escaped for Markdown."""
    return MARKS.sub(r"\\\1", " ".join(str(text).split()))


def code(text: str) -> str:
    """Return a docstring or field text as Markdown; code in it is marked already."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "\\<")


def table(head: Iterable[str], rows: Iterable[Iterable[str]], style: str = "fold") -> str:
    """Return a Markdown table; one of style `fold` becomes a list on a narrow screen."""
    head = tuple(head)
    lines = (head, ("---",) * len(head), *(tuple(row) for row in rows))
    text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"\n```{{table}}\n:class: {style}\n\n{text}\n```\n\n"


# ── the schema ──────────────────────────────────────────────────────────────────────────────────────────────────────


def type_of(shape: Shape) -> str:
    """Return what a field holds, in words, with a link to its description."""
    if shape.part is not None:
        one = f"[{shape.part.__name__}](#{anchor(shape.part.__name__)})"
    elif shape.vocabulary is not None:
        one = f"[{shape.vocabulary.__name__}](vocabularies.md#{anchor(shape.vocabulary.__name__)})"
    elif shape.format is SLUG:
        one = "id"
    elif shape.format is not None:
        one = plain(shape.format.expected)
    else:
        words = {PartialDate: "date", Interval: "interval", str: "text", int: "whole number", bool: "true or false"}
        one = " or ".join(words.get(kind, "number") for kind in shape.types)
    return f"list of {one}" if shape.many else one


def anchor(title: str) -> str:
    """Return the anchor of a heading."""
    return title.lower()


def fields(cls: type[Checked], names: Iterable[str]) -> str:
    """Return the table of a class's fields."""
    plan = shapes(cls)
    needed = required(cls)
    rows = (
        (f"`{name}`", type_of(plan[name]), "required" if name in needed else "", code(about_field(cls, name)))
        for name in names
    )
    return table(("field", "type", "", "what it says"), rows)


def target(cls: type) -> str:
    """Return the target to which signatures that name a class are linked."""
    return f"```{{py:class}} untip.schema.{cls.__name__}\n:no-typesetting:\n```\n\n"


def schema_page() -> str:
    """Return the page of classes and fields."""
    text = (
        "# Schema\n\nA record's file is a mapping of these fields. `id` is the name of the file and is not repeated "
        "inside; `kind` is the folder. A dict, as `untip.to_dict` gives it, has both. Dates are "
        "[EDTF](https://www.loc.gov/standards/datetime/) texts. An id is lower-case letters, digits and hyphens. "
        "An empty field is left out.\n\n"
        f"## Record\n\n{target(Record)}Every record has these fields; each kind adds its own.\n"
    )
    common = field_order(Record)
    text += fields(Record, common)
    for cls in KINDS.values():
        own = [name for name in field_order(cls) if name not in common]
        note = f"Kind `{cls.kind}`, folder and collection `{cls.folder}`.\n"
        text += f"## {cls.__name__}\n\n{target(cls)}{code(about_class(cls))}\n\n{note}{fields(cls, own)}"
        text += f"Lifespan: {lower(cls.lifespan.__doc__)}\n\n"  # type: ignore[attr-defined]
    text += "## Parts of records and rows of tables\n\n"
    for name in PARTS:
        cls_: type[Checked] = getattr(schema, name)
        text += f"### {name}\n\n{target(cls_)}{code(about_class(cls_))}\n{fields(cls_, field_order(cls_))}"
    return text


def lower(text: str | None) -> str:
    """Return a text on one line, its first letter in lower case."""
    text = " ".join((text or "").split())
    return text[:1].lower() + text[1:]


def vocabularies_page() -> str:
    """Return the page of vocabularies: every value with its definition."""
    text = "# Vocabularies\n\nThe values of classified fields. Files and dicts have these texts.\n\n"
    for vocabulary in Vocabulary.__subclasses__():
        rows = ((f"`{member.value}`", code(about_member(member))) for member in vocabulary)
        text += f"## {vocabulary.__name__}\n\n{target(vocabulary)}{code(about_class(vocabulary))}\n"
        text += table(("value", "definition"), rows)
    return text


def relations_page() -> str:
    """Return the page of relations, with their names in both directions."""
    rows = (
        (
            rel.kind if rel.kind != "*" else "every kind",
            f"`{rel.path}`",
            f"`{rel.forward}`",
            f"`{rel.backward}`",
            " or ".join(rel.targets) or "any",
        )
        for rel in RELATIONS
    )
    head = ("kind", "stored in", "name", "name from the other record", "kinds of the other record")
    return (
        "# Relations\n\nA relation is stored once, in one record. `untip.related` follows it in both directions: "
        "from the record that stores it by the name in the third column, from the other by that in the fourth.\n"
        + table(head, rows, "wide")
    )


def tables_page() -> str:
    """Return the page of tables: every column of each."""
    text = (
        "# Tables\n\n`untip.table(name)` returns these tables; `to_csv` of a collection writes that of its kind. "
        "In CSV, several values share one cell, separated by ` | `, and text that a spreadsheet would run as a formula "
        "is preceded by an apostrophe.\n\n"
    )
    for name in untip.tables.names():
        rows = ((f"`{one.name}`", one.type, code(one.text), f"`{one.source}`") for one in untip.tables.schema(name))
        text += f"## {name}\n{table(('column', 'type', 'what it says', 'from'), rows)}"
    return text


# ── the records ─────────────────────────────────────────────────────────────────────────────────────────────────────


def when(record: Record) -> str:
    """Return a record's lifespan in short form."""
    span = record.lifespan
    if span.start is None and span.end is None:
        return ""
    if str(span.start) == str(span.end):
        return str(span.start)
    return f"{span.start or '?'} – {span.end or ('' if span.open_end else '?')}".strip()


def group_of(record: Record) -> str:
    """Return the name of the page of its kind that has a record."""
    if isinstance(record, schema.Statistic):
        return str(record.measure)
    if isinstance(record, schema.Finding):
        return f"{record.type}-{record.by[0]}"
    if isinstance(record, schema.SDGTarget):
        return "all"
    return record.id[0]


def named(id: str) -> str:
    """Return a link to the record with an id."""
    record = untip.get(id)
    return plain(id) if record is None else f"[{plain(label(record))}](#{id})"


def label(record: Record) -> str:
    """Return the shortest usual name of a record."""
    return f"SDG {record.code}" if isinstance(record, schema.SDGTarget) else record.acronym or record.name


IDS = frozenset(rel.path for rel in RELATIONS if rel.kind != "*")


def shown(value: Any, path: str) -> str:
    """Return a plain value, or a part's values on one line; ids are links."""
    if isinstance(value, list):
        return "; ".join(shown(item, path) for item in value)
    if isinstance(value, dict):
        own = [f"{plain(key)}: {shown(item, f'{path}.{key}')}" for key, item in value.items() if key != "citations"]
        return ", ".join(own)
    if path in IDS and isinstance(value, str):
        return named(value)
    if isinstance(value, str) and value.startswith("https://"):
        return f"<{value}>"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value)


def cited(citation: Citation, short: bool = False) -> str:
    """Return a citation on one line; a short one has the source's id."""
    text = f"[{citation.source}](#{citation.source})" if short else named(citation.source)
    text += f", {plain(citation.section)}" if citation.section else ""
    text += f", lines {write_spans(citation.lines)}" if citation.lines else ""
    return text


def section(record: Record) -> Iterator[str]:
    """Yield a record's section: its fields, disputes and citations."""
    data = to_file(record)
    yield f"({record.id})=\n## {plain(label(record))}\n\n"
    yield f"`{record.id}`\n\n" if label(record) == record.name else f"{plain(record.name)}. `{record.id}`\n\n"
    if record.summary:
        yield f"{plain(record.summary)}\n\n"
    for name in field_order(type(record)):
        value = data.get(name)
        if name in ("name", "acronym", "summary", "citations", "disputes") or value is None:
            continue
        shown_name = name.replace("_", " ")
        if isinstance(value, list) and value and isinstance(value[0], dict) and name != "aliases":
            yield f"{shown_name}\n: " + "".join(
                f"{'  ' if index else ''}- {item_text(name, item)}\n" for index, item in enumerate(value)
            )
            yield "\n"
        elif name == "aliases":
            names = [alias.name + (f" ({alias.note})" if alias.note else "") for alias in record.aliases]
            yield f"{shown_name}\n: {plain('; '.join(names))}\n\n"
        else:
            yield f"{shown_name}\n: {shown(value, name)}\n\n"
    for number, dispute in enumerate(record.disputes):
        yield from disputed(dispute, first=number == 0)
    if record.citations:
        yield "sources\n: "
        for index, citation in enumerate(record.citations):
            supports = f" ({plain(', '.join(citation.supports))})" if citation.supports else ""
            yield f"{'  ' if index else ''}- {cited(citation)}{supports}\n"
        yield "\n"


def item_text(name: str, item: dict[str, Any]) -> str:
    """Return a part of a record on one line: its name first, its citations last."""
    rest = dict(item)
    sources = "; ".join(source_text(citation) for citation in rest.pop("citations", []))
    labels = {"links": ("type", "url"), "identifiers": ("scheme", "value"), "history": ("field", "value")}
    if name in labels:
        first, second = labels[name]
        text = f"{plain(rest.pop(first))}: {shown(rest.pop(second), name)}"
    elif "who" in rest:
        text = named(rest.pop("who"))
    else:
        text = plain(" ".join(str(rest.pop(part)) for part in ("code", "name") if part in rest))
    if "summary" in rest:
        text += f": {plain(rest.pop('summary'))}"
    if rest:
        inner = shown(rest, name)
        text += f" ({inner})" if text else inner
    return f"{text} \\[{sources}\\]" if sources else text


def source_text(citation: dict[str, Any]) -> str:
    """Return a citation of a part in its shortest form."""
    source = citation["source"]
    return f"[{source}](#{source})" + (f" {citation['lines']}" if "lines" in citation else "")


def disputed(dispute: Dispute, first: bool) -> Iterator[str]:
    """Yield a dispute: what it is about, every claim, which one the record follows and why."""
    yield "disputes\n: " if first else "  "
    field = f" ({dispute.field})" if dispute.field else ""
    yield f"- {plain(dispute.about + field)}\n"
    for index, claim in enumerate(dispute.claims):
        kept = " — followed" if index == dispute.kept else ""
        yield f"    - {plain(claim.value)}{kept} \\[{'; '.join(cited(one, short=True) for one in claim.citations)}\\]\n"
    if dispute.why:
        yield f"    - why: {plain(dispute.why)}\n"
    yield "\n"


def label_of(record: Record) -> str:
    """Return the third column of a record in its kind's list."""
    if isinstance(record, schema.Finding):
        return f"{record.type}: {', '.join(record.by)}"
    return str(getattr(record, "type", getattr(record, "measure", getattr(record, "relevance", ""))))


def kind_pages(cls: type[Record]) -> Iterator[tuple[str, str]]:
    """Yield the list of a kind's records, then its pages of sections."""
    records: list[Record] = list(getattr(untip, cls.folder))
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(group_of(record), []).append(record)
    title = cls.folder.replace("_", " ").replace("sdg", "SDG")
    title = title[0].upper() + title[1:]
    head = f"---\nhide-toc: true\n---\n\n# {title}\n\n{code(about_class(cls))} {len(records)} records.\n\n"
    yield (
        "index",
        head
        + table(
            ("name", "id", "type", "when"),
            (
                (f"[{plain(record.name)}](#{record.id})", f"`{record.id}`", label_of(record), plain(when(record)))
                for record in records
            ),
            "fold records",
        ),
    )
    for group, members in groups.items():
        named_group = "" if group == "all" else f": {group.upper() if len(group) == 1 else group}"
        yield (
            group,
            (
                "---\norphan: true\nmyst:\n  heading_anchors: 0\n---\n\n"
                f"# {title}{named_group}\n\n[The whole list](index.md)\n\n"
                + "".join("".join(section(record)) for record in members)
            ),
        )


def write(app: Sphinx) -> None:
    """Write every generated page; unchanged files are not touched, so that Sphinx does not read them again."""
    root = Path(app.srcdir, "reference", "_generated")
    made = {
        "schema.md": schema_page(),
        "vocabularies.md": vocabularies_page(),
        "relations.md": relations_page(),
        "tables.md": tables_page(),
    }
    for cls in KINDS.values():
        for name, text in kind_pages(cls):
            made[f"{cls.folder}/{name}.md"] = text
    listed = "\n".join(f"{cls.folder}/index" for cls in KINDS.values())
    made["records.md"] = (
        "# The records\n\nEvery record, by kind. Each section gives the record's fields, where they come from, and "
        f"where sources disagree.\n\n```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n"
    )
    for old in root.rglob("*.md"):
        if str(old.relative_to(root).as_posix()) not in made:
            old.unlink()
    for name, text in made.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Run before Sphinx looks for documents."""
    write(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

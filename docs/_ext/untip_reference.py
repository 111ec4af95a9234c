"""Write the generated part of the reference before Sphinx reads it: schema, vocabularies, relations, tables."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import untip
from untip import schema
from untip._formats.describe import about_class, about_field, about_member
from untip._schema.define import Checked, field_order, required, shapes
from untip._schema.fields import SLUG, Shape
from untip._schema.vocabularies import Vocabulary
from untip.dates import Interval, PartialDate
from untip.schema import KINDS, RELATIONS, Record

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


def write(app: Sphinx) -> None:
    """Write every generated page; unchanged files are not touched, so that Sphinx does not read them again."""
    root = Path(app.srcdir, "reference", "_generated")
    made = {
        "schema.md": schema_page(),
        "vocabularies.md": vocabularies_page(),
        "relations.md": relations_page(),
        "tables.md": tables_page(),
    }
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

#!/usr/bin/env python3
"""Run every snippet of README and docs, fill every generated block, write the JSON Schemas and the README's picture.

    python tools/docs.py            # rewrite outputs, generated blocks and schemas in place
    python tools/docs.py --check    # change nothing; list what is out of date and exit 1

Snippets are every ```pycon block (a page is one session), every ```python block, and in every ```console block the
lines that start with `$ untip`. Each page runs in an empty folder; a block after `<!-- file: NAME -->` is written there
first. A page with `<!-- in a clone -->` gets a copy of the data in its folder.
"""

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

import untip
from untip._cli.main import main as untip_command
from untip._export.addresses import RECORDS
from untip._store.rules import RULES
from untip.publish._parties import parties
from untip.publish._site import Site
from untip.publish._squares import squares_svg
from untip.schema import KINDS

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "docs" / "schema"
PICTURE = ROOT / "docs" / "_static" / "squares.svg"
FENCE = re.compile(
    r"(?P<before><!-- file: (?P<file>\S+) -->\n)?^```(?P<kind>\w+)[^\n]*\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
GENERATED = re.compile(r"(<!-- generated: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> list[Path]:
    """Return the pages that are written by hand."""
    docs = [page for page in (ROOT / "docs").rglob("*.md") if not {"_build", "_generated"} & set(page.parts)]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(docs)]


# ── snippets ────────────────────────────────────────────────────────────────────────────────────────────────────────


def renewed(text: str, name: str) -> str:
    """Return a page's text with every snippet run and its output as it is now."""
    out: list[str] = []
    place = 0
    names: dict[str, Any] = {"__name__": "__main__"}
    with _folder("<!-- in a clone -->" in text), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for match in FENCE.finditer(text):
            body = match["body"]
            if match["file"]:
                file = Path(match["file"])
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(body, encoding="utf-8")
            elif match["kind"] == "pycon":
                body = _session(body, names, name)
            elif match["kind"] == "python":
                exec(compile(body, name, "exec"), names)
            elif match["kind"] == "console":
                body = _commands(body)
            out += text[place : match.start("body")], body
            place = match.end("body")
    return "".join((*out, text[place:]))


@contextlib.contextmanager
def _folder(clone: bool) -> Iterator[None]:
    before, columns = Path.cwd(), os.environ.get("COLUMNS")
    with tempfile.TemporaryDirectory() as folder:
        if clone:
            shutil.copytree(ROOT / "src" / "untip" / "data", Path(folder, "src", "untip", "data"))
        os.chdir(folder)
        os.environ["COLUMNS"] = "88"
        try:
            yield
        finally:
            os.chdir(before)
            if columns is None:
                del os.environ["COLUMNS"]
            else:
                os.environ["COLUMNS"] = columns


def _session(body: str, names: dict[str, Any], name: str) -> str:
    """Run a Python session and return it with the outputs that it has now."""
    lines: list[str] = []
    for part in doctest.DocTestParser().parse(body):
        if isinstance(part, str):
            lines += part.splitlines()
            continue
        first, *rest = part.source.rstrip("\n").split("\n")
        lines += [f">>> {first}", *(f"... {line}".rstrip() for line in rest)]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                exec(compile(part.source, name, "single"), names)
            except Exception as error:  # noqa: BLE001 - what a page shows may be any error
                message = "".join(traceback.format_exception_only(error)).splitlines()
                print("Traceback (most recent call last):", "  ...", *message, sep="\n")
        lines += [line or "<BLANKLINE>" for line in out.getvalue().splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _commands(body: str) -> str:
    """Run the commands of a terminal session and return it with the outputs that it has now."""
    lines: list[str] = []
    commands = [line for line in body.splitlines() if line.startswith("$ ")]
    if not all(line.startswith("$ untip ") for line in commands):
        return body
    for line in commands:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
            untip_command(shlex.split(line)[2:])
        output = out.getvalue().replace("\\", "/") if os.sep == "\\" else out.getvalue()
        lines += [line, *(one.rstrip() for one in output.splitlines())]
    return "".join(f"{line}\n" for line in lines)


# ── generated blocks ────────────────────────────────────────────────────────────────────────────────────────────────


def first_sentence(text: str | None) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join((text or "").strip().split("\n\n")[0].split())


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows)) + "\n"


def counts() -> str:
    """Return the table of collections with the number of their records."""
    rows = [
        (f"`untip.{cls.folder}`", str(len(getattr(untip, cls.folder))), first_sentence(cls.__doc__))
        for cls in KINDS.values()
    ]
    total = str(len(untip.registry))
    return table(("collection", "records", "what one record is"), [*rows, ("all", total, "")])


LAST = {
    "agencies": 119,
    "instruments": 123,
    "programs": 85,
    "sdg_targets": 33,
    "resources": 113,
    "events": 72,
    "statistics": 226,
    "findings": 630,
    "concepts": 0,
    "states": 201,
    "sources": 469,
    "treaty actions": 3873,
    "citations": 5617,
    "disputes": 220,
    "retired ids": 0,
}
"""What the last release of data held, for the change log of the next."""


def growth() -> str:
    """Return the table of what the data held at the last release and hold now."""
    now = {cls.folder: len(getattr(untip, cls.folder)) for cls in KINDS.values()}
    before = sum(LAST[folder] for folder in now)
    now |= {
        "treaty actions": len(untip.table("participation")),
        "citations": len(untip.table("citations")),
        "disputes": len(untip.table("disputes")),
        "retired ids": len(untip.table("redirects")),
    }
    rows = [(name, f"{LAST[name]:,}", f"{count:,}") for name, count in now.items()]
    return table(("", "before", "now"), [("records", f"{before:,}", f"{len(untip.registry):,}"), *rows])


def collections() -> str:
    """Return the table of collections with the class of their records."""
    rows = [
        (f"`untip.{cls.folder}`", f"{{py:class}}`~untip.schema.{cls.__name__}`", first_sentence(cls.__doc__))
        for cls in KINDS.values()
    ]
    return table(("collection", "class", "what one record is"), rows)


def rules() -> str:
    """Return the table of rules between records, by function."""
    rows = [(f"`{rule.__name__}`", first_sentence(rule.__doc__)) for rule in RULES]
    return table(("rule", "what it requires"), rows)


def editor() -> str:
    """Return the settings that tell an editor the schema of each folder."""
    schemas = {f"docs/schema/{cls.kind}.json": f"src/untip/data/{cls.folder}/*.yaml" for cls in KINDS.values()}
    return f"```json\n{json.dumps({'yaml.schemas': schemas}, indent=2)}\n```\n"


BLOCKS: dict[str, Callable[[], str]] = {
    "counts": counts,
    "growth": growth,
    "collections": collections,
    "rules": rules,
    "editor": editor,
}


def filled(text: str) -> str:
    """Return a page's text with every generated block as it is now."""
    return GENERATED.sub(lambda match: f"{match[1]}{BLOCKS[match['name']]()}{match[3]}", text)


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind's files."""
    return json.dumps(untip.json_schema(KINDS[kind]), indent=2, ensure_ascii=False) + "\n"


# ── all of it ───────────────────────────────────────────────────────────────────────────────────────────────────────


def picture() -> str:
    """Return the squares of the Palermo Protocol as SVG, for the README."""
    treaty = untip.instruments["palermo-protocol"]
    site = Site(ROOT, untip.registry, RECORDS)  # nothing is written
    return squares_svg(treaty, parties(site, treaty, site.records.store.coverage()[treaty.id]))


def wanted() -> Iterator[tuple[Path, str]]:
    """Yield each file with the text that it should have."""
    for page in pages():
        yield page, renewed(filled(page.read_text(encoding="utf-8")), page.name)
    for kind in KINDS:
        yield SCHEMAS / f"{kind}.json", schema_text(kind)
    yield PICTURE, picture()


def main() -> int:
    """Rewrite what is out of date, or only list it."""
    # a machine that does other things besides makes any deadline a matter of luck
    settings.register_profile("docs", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("docs")
    check = "--check" in sys.argv[1:]
    stale = 0
    for path, text in wanted():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale = 1
            print(f"{'out of date' if check else 'rewritten'}: {path.relative_to(ROOT)}")
            if not check:
                path.write_text(text, encoding="utf-8", newline="\n")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main())

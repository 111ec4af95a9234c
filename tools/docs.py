#!/usr/bin/env python3
"""Keep README and docs true: run every snippet, fill every generated block, write the JSON Schemas.

    python tools/docs.py            rewrite outputs, generated blocks and schemas in place
    python tools/docs.py --check    change nothing; exit 1 and say what is out of date

What is run: every ```pycon block (a page is one session), every ```python block, and in every ```console block the
lines that start with `$ untip`. A page runs in a folder of its own; a block after `<!-- file: NAME -->` is written
there first. After `<!-- in a clone -->` the folder holds a copy of the data.
"""

import ast
import contextlib
import doctest
import importlib
import io
import json
import os
import pkgutil
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

import untip
import untip._cli.main
from untip._store.rules import RULES
from untip.schema import KINDS

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "docs" / "schema"
FENCE = re.compile(
    r"(?P<before><!-- file: (?P<file>\S+) -->\n)?^```(?P<kind>\w+)[^\n]*\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
GENERATED = re.compile(r"(<!-- generated: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> list[Path]:
    """Give the pages that are written by hand."""
    docs = [page for page in (ROOT / "docs").rglob("*.md") if not {"_build", "_generated"} & set(page.parts)]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(docs)]


# ── snippets ────────────────────────────────────────────────────────────────────────────────────────────────────────


def renewed(text: str, name: str) -> str:
    """Give a page's text with every snippet run and its output as it is now."""
    out: list[str] = []
    place = 0
    names: dict[str, Any] = {"__name__": "__main__"}
    with _workplace("<!-- in a clone -->" in text), warnings.catch_warnings():
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
def _workplace(clone: bool) -> Iterator[None]:
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
    """Run a Python session; give it with the outputs that it has now."""
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
                told = "".join(traceback.format_exception_only(error)).splitlines()
                print("Traceback (most recent call last):", "  ...", *told, sep="\n")
        lines += [line or "<BLANKLINE>" for line in out.getvalue().splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _commands(body: str) -> str:
    """Run the commands of a terminal session; give it with the outputs that it has now."""
    lines: list[str] = []
    commands = [line for line in body.splitlines() if line.startswith("$ ")]
    if not all(line.startswith("$ untip ") for line in commands):
        return body
    for line in commands:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
            untip._cli.main(shlex.split(line)[2:])
        told = out.getvalue().replace("\\", "/") if os.sep == "\\" else out.getvalue()
        lines += [line, *(one.rstrip() for one in told.splitlines())]
    return "".join(f"{line}\n" for line in lines)


# ── generated blocks ────────────────────────────────────────────────────────────────────────────────────────────────


def first_sentence(text: str | None) -> str:
    """Give the first paragraph of a docstring on one line."""
    return " ".join((text or "").strip().split("\n\n")[0].split())


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Give a Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows)) + "\n"


def counts() -> str:
    """What the package holds, a row a kind."""
    rows = [
        (f"`untip.{cls.folder}`", str(len(getattr(untip, cls.folder))), first_sentence(cls.__doc__))
        for cls in KINDS.values()
    ]
    total = str(len(untip.registry))
    return table(("collection", "records", "what one record is"), [*rows, ("all", total, "")])


def modules() -> str:
    """The floors of the house: what each module is for, and which it leans on."""
    package = Path(untip.__file__).parent
    leans: dict[str, set[str]] = {}
    texts: dict[str, str] = {}
    for info in pkgutil.iter_modules([str(package)]):
        tree = ast.parse((package / f"{info.name}.py").read_text(encoding="utf-8"))
        texts[info.name] = first_sentence(ast.get_docstring(tree))
        leans[info.name] = {
            node.module.partition(".")[2]
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("untip.")
        }
    floors: dict[str, int] = {}

    def floor(name: str) -> int:
        if name not in floors:
            floors[name] = 0  # a circle would be a fault of the house, not of this table
            floors[name] = max((floor(below) + 1 for below in leans[name]), default=0)
        return floors[name]

    order = sorted(leans, key=lambda name: (floor(name), name))
    return table(("floor", "module", "what it is"), [(str(floor(name)), f"`{name}`", texts[name]) for name in order])


def rules() -> str:
    """Every rule between records, by the function that holds it."""
    return table(
        ("rule in `_rules.py`", "what it asks"),
        [(f"`{rule.__name__}`", first_sentence(rule.__doc__)) for rule in RULES],
    )


def editor() -> str:
    """Settings that give an editor the schema of each folder."""
    schemas = {f"docs/schema/{cls.kind}.json": f"src/untip/data/{cls.folder}/*.yaml" for cls in KINDS.values()}
    return f"```json\n{json.dumps({'yaml.schemas': schemas}, indent=2)}\n```\n"


BLOCKS: dict[str, Callable[[], str]] = {"counts": counts, "modules": modules, "rules": rules, "editor": editor}


def filled(text: str) -> str:
    """Give a page's text with every generated block as it is now."""
    return GENERATED.sub(lambda match: f"{match[1]}{BLOCKS[match['name']]()}{match[3]}", text)


def schema_text(kind: str) -> str:
    """Give the JSON Schema of a kind's files."""
    return json.dumps(untip.json_schema(KINDS[kind]), indent=2, ensure_ascii=False) + "\n"


# ── all of it ───────────────────────────────────────────────────────────────────────────────────────────────────────


def wanted() -> Iterator[tuple[Path, str]]:
    """Give each file with the text that it should have."""
    for page in pages():
        yield page, renewed(filled(page.read_text(encoding="utf-8")), page.name)
    for kind in KINDS:
        yield SCHEMAS / f"{kind}.json", schema_text(kind)


def main() -> int:
    """Rewrite what is out of date, or only say so."""
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
    importlib.invalidate_caches()
    sys.exit(main())

"""Write the blocks of code that follow from the schema: the names of kinds for type checkers, and in the face's stub.

    python tools/generate.py           # write
    python tools/generate.py --check   # only say which files are out of date; exit 1 if any is

A block stands between `# [generated: NAME]` and `# [end]`.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from untip import _NAMES
from untip.schema import KINDS

SOURCE = Path(__file__).parents[1] / "src" / "untip"
CLASSES = {kind: cls.__name__ for kind, cls in KINDS.items()}
IMPORTED = {"Agency", "Citation", "Dispute", "Instrument", "Participation", "Record", "State"}
"""Classes that `registry.py` imports when it runs."""
LINE = 120
"""How long a line may be."""


def imports() -> str:
    """Return the imports of kinds that only type checkers need."""
    names = sorted({*CLASSES.values()} - IMPORTED)
    line = f"from untip.schema import {', '.join(names)}\n"
    if len(line) > LINE - 4:
        line = "from untip.schema import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"
    return line + "\n"


def collections() -> str:
    """Return a property for each collection."""
    return "".join(
        f"@property\ndef {cls.folder}(self) -> Collection[{cls.__name__}]: ...\n\n" for cls in KINDS.values()
    )


def find() -> str:
    """Return the overloads of `find`."""
    rows = [*((f'Literal["{kind}"]', name) for kind, name in CLASSES.items()), ("str | None = None", "Record")]
    return "".join(
        f"@overload\ndef find(self, name: str, kind: {kind}{more}) -> {name}{other}: ...\n"
        for kind, name in rows
        for more, other in (("", ""), (", *, default: D", " | D"))
    )


def stub_classes() -> str:
    """Return the stub's imports from the schema."""
    names = sorted([*CLASSES.values(), *_NAMES["schema"]])
    return "".join(f"from untip.schema import {name} as {name}\n" for name in names) + "\n"


def stub_collections() -> str:
    """Return the stub's collections."""
    return "".join(f"{cls.folder}: Final[Collection[{cls.__name__}]]\n" for cls in KINDS.values())


BLOCKS: dict[str, dict[str, Callable[[], str]]] = {
    "_registry/registry.py": {"imports": imports, "collections": collections, "find": find},
    "__init__.pyi": {"kinds": stub_classes, "collections": stub_collections},
}


def written(text: str, blocks: dict[str, Callable[[], str]]) -> str:
    """Return a file's text with its blocks made anew."""
    for name, make in blocks.items():
        pattern = re.compile(rf"^([ \t]*)# \[generated: {name}\]\n.*?^[ \t]*# \[end\]\n", re.DOTALL | re.MULTILINE)

        def block(match: re.Match[str], name: str = name, make: Callable[[], str] = make) -> str:
            indent = match[1]
            body = "".join(f"{indent}{line}" if line.strip() else line for line in make().splitlines(keepends=True))
            return f"{indent}# [generated: {name}]\n{body}{indent}# [end]\n"

        text, count = pattern.subn(block, text)
        if count != 1:
            raise SystemExit(f"the block {name!r} occurs {count} times")
    return text


def main() -> int:
    """Write the blocks, or check them."""
    stale = []
    for file, blocks in BLOCKS.items():
        path = SOURCE / file
        before = path.read_text(encoding="utf-8")
        after = written(before, blocks)
        if after != before:
            stale.append(file)
            if "--check" not in sys.argv[1:]:
                path.write_text(after, encoding="utf-8")
    print("\n".join(stale) or "up to date")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    raise SystemExit(main())

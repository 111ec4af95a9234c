"""The command line."""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    verb, *rest = sys.argv[1:] if argv is None else argv
    if verb == "validate":
        import untip
        from untip._face import validate

        found = 0
        for name in rest:
            base = None if Path(name).is_dir() else untip.registry
            for problem in validate(name, base):
                print(problem)
                found = 1
        return found
    if verb == "fmt":
        from untip._files import canonical, kind_of, read_record

        for name in rest:
            path = Path(name)
            for one in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
                if one.name == "redirects.yaml":
                    continue
                text = canonical(read_record(one, kind_of(one)))
                if text != one.read_text(encoding="utf-8"):
                    one.write_text(text, encoding="utf-8")
                    print(f"formatted {one}")
        return 0
    return 2

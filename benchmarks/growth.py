"""How the time of each operation grows when the data double, and double again.

    python benchmarks/growth.py [--doublings N] [--start N]

The data are synthetic: copies of one agency, each with its own id and name, in a temporary folder; the times are of the
processor, the least of three. A ratio near 2 is linear; near 4 would be the square.
"""

import argparse
import itertools
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import untip
from untip.errors import UntipError

OPERATIONS = ("load", "validate", "find", "search", "miss", "no_cycles", "suggestions")

RECORD = """\
name: "Office {n} for {word}"
type: secretariat-entity
summary: "Office {n} helps Governments against {word} of persons."
{more}citations: [{{source: plan, supports: [name, summary{supports}]}}]
"""

SOURCE = 'name: "The Plan"\ntype: web-page\nurl: "https://example.org/plan"\nconsulted: "2026-01-15"\n'

WORDS = ("trafficking", "slavery", "smuggling", "exploitation", "forced labour", "child labour", "debt bondage")


def written(folder: Path, count: int, parent: Callable[[int], str | None] = lambda _: None) -> Path:
    """Write agencies as files, and return their folder.

    Args:
        folder: Where to write.
        count: How many agencies.
        parent: Returns the id of an agency's parent by its number, `None` for none.
    """
    for kind in ("agencies", "sources"):
        (folder / kind).mkdir(parents=True)
    (folder / "sources" / "plan.yaml").write_text(SOURCE, encoding="utf-8")
    for n in range(count):
        over = parent(n)
        more, supports = ("", "") if over is None else (f"parent: {over}\n", ", parent")
        text = RECORD.format(n=n, word=WORDS[n % len(WORDS)], more=more, supports=supports)
        (folder / "agencies" / f"office-{n}.yaml").write_text(text, encoding="utf-8")
    return folder


def taken(run: Callable[[], object], rounds: int = 3) -> float:
    """Return the least time of the processor that a call takes, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(1000 * (time.process_time() - start))
    return min(times)


def missed(registry: untip.Registry, name: str) -> tuple[str, ...]:
    """Return what a name that nothing has is taken to have meant."""
    try:
        registry.find(name)
    except untip.NotFoundError as error:
        return error.suggestions
    raise AssertionError(name)


def valid(folder: Path) -> untip.Registry:
    """Return the registry of a folder, which must be valid."""
    try:
        return untip.load(folder, base=None)
    except UntipError as error:
        raise SystemExit(f"{folder} is not valid: {str(error)[:500]}") from None


def measured(count: int, rounds: int) -> dict[str, float]:
    """Return milliseconds of each operation on so many agencies."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        flat = written(root / "flat", count)
        chain = written(root / "chain", count, lambda n: f"office-{n - 1}" if n else None)
        dangling = written(root / "dangling", count, lambda n: f"offise-{n}x")
        registry = valid(flat)
        names = [record.name for record in registry.agencies]
        registry.search("trafficking")
        return {
            "load": taken(lambda: valid(flat), rounds),
            "validate": taken(lambda: untip.validate(flat, base=None), rounds),
            "find": taken(lambda: [registry.find(name) for name in names], rounds),
            "search": taken(lambda: [registry.search("smuggling of persons") for _ in range(20)], rounds),
            "miss": taken(lambda: missed(registry, "Ofice 1 for traffiking of pepole"), rounds),
            "no_cycles": taken(lambda: valid(chain), rounds),
            "suggestions": taken(lambda: untip.validate(dangling, base=None), rounds),
        }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doublings", type=int, default=2)
    parser.add_argument("--start", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    counts = [given.start * 2**step for step in range(given.doublings + 1)]
    found = [measured(count, given.rounds) for count in counts]
    print("records       " + "".join(f"{count:>12}" for count in counts) + "   ratio per doubling")
    for name in OPERATIONS:
        times = [one[name] for one in found]
        ratios = "  ".join(f"{later / earlier:.2f}" for earlier, later in itertools.pairwise(times))
        print(f"{name:14}" + "".join(f"{ms:9.1f} ms" for ms in times) + f"   {ratios}")


if __name__ == "__main__":
    main()

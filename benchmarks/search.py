"""How long a warm search takes, on the judged queries of the tests.

python benchmarks/search.py
"""

import csv
import statistics
import time
from pathlib import Path

import untip

FOLDER = Path(__file__).parents[1] / "tests" / "search"


def queries() -> list[str]:
    """Return the judged queries."""
    found: list[str] = []
    for name in ("judged.tsv", "judged_names.tsv"):
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            found += [row["query"] for row in csv.DictReader(file, delimiter="\t")]
    return found


def milliseconds(query: str) -> float:
    """Return the least of five warm searches."""
    untip.search(query)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        untip.search(query)
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def main() -> None:
    """Print the figures."""
    times = sorted(map(milliseconds, queries()))
    print(f"{len(times)} judged queries, warm, the least of five searches each")
    print(f"  median           {statistics.median(times):6.2f} ms   at most 0.6")
    print(f"  95th percentile  {times[int(len(times) * 0.95)]:6.2f} ms   at most 3")
    print(f"  slowest          {times[-1]:6.2f} ms")


if __name__ == "__main__":
    main()

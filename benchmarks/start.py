"""Start-up, lookups, views and memory of an installed untip, as ratios within one run.

    python benchmarks/start.py [--rounds N]

Run it with an interpreter that has untip (a wheel, not a checkout) and pycountry installed. Each figure of a whole
process is the median, over the rounds, of the processor's time that it took; the commands take turns, so that all meet
the same load.
"""

# untip itself is imported inside functions: the processes are measured first, from one that does not hold it

import argparse
import random
import statistics
import subprocess
import sys
import time
import timeit
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent

COMMANDS = {
    "python": "pass",
    "import untip": "import untip",
    'agencies["unodc"]': "import untip; untip.agencies['unodc']",
    "find": "import untip; untip.find('Palermo Protocol')",
    "search": "import untip; untip.search('child labour')",
    "pycountry": "import pycountry; pycountry.countries.get(alpha_2='FR')",
    "attrs + json": "import attrs, json",
}

RATIOS = (
    ("import untip", "python", 1.25),
    ('agencies["unodc"]', "pycountry", 1.35),
    ('agencies["unodc"]', "attrs + json", 1.8),
    ("search", 'agencies["unodc"]', 2.0),
)

MEMORY = """
import sys
sys.path.append({here!r})
import memory
if {share}:
    import untip
    kept = []
    for name in untip.schema.FOLDERS:
        records = getattr(untip, name)
        ids = list(records.keys())
        kept += [records[ids[int(place / {share})]] for place in range(round(len(ids) * {share}))]
print(memory.in_use())
"""


def children() -> float:
    """Return the seconds of the processor that ended child processes took so far; of the clock on Windows."""
    if sys.platform == "win32":  # which keeps no times of children
        return time.perf_counter()
    import resource

    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def processes(rounds: int) -> dict[str, float]:
    """Return the median of the processor's time that each command takes as a whole process, in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, code in COMMANDS.items():
            start = children()
            subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own commands
            times[name].append(1000 * (children() - start))
    return {name: statistics.median(found) for name, found in times.items()}


def warm() -> tuple[float, float, float]:
    """Return nanoseconds of `c[id]`, of a call that looks an id up in a dict, and of `find(name)`; random keys."""
    import untip

    ids = list(untip.findings.ids)
    plain = {record.id: record for record in untip.findings}
    names = [record.name for record in untip.agencies] + [record.acronym or record.id for record in untip.instruments]
    names = [name for name in names if finds(name)]
    draw = random.Random(1)  # noqa: S311 - nothing secret
    chosen, asked = draw.choices(ids, k=1000), draw.choices(names, k=1000)

    def call(id: str) -> object:
        return plain[id]

    c, find = untip.findings, untip.find
    rounds = 200
    best = [
        min(timeit.repeat(run, number=rounds, repeat=7)) / rounds / 1000 * 1e9
        for run in (
            lambda: [c[id] for id in chosen],
            lambda: [call(id) for id in chosen],
            lambda: [find(name) for name in asked],
        )
    ]
    return best[0], best[1], best[2]


def views() -> dict[str, float]:
    """Return milliseconds of making a registry as of a day, a new day each time, and asking one question."""
    import untip

    questions: dict[str, Callable[[untip.Registry], object]] = {
        'find("UNIFEM")': lambda then: then.find("UNIFEM"),
        "agencies.active()": lambda then: then.agencies.active(),
        "parties(treaty)": lambda then: then.parties("palermo-protocol"),
        "members(group)": lambda then: then.members("icat"),
        "related(agency)": lambda then: then.related("unodc", "led"),
    }
    days = [f"20{year}-{month:02}-01" for year in range(10, 20) for month in range(1, 13)]
    found = {}
    for name, ask in questions.items():
        ask(untip.as_of(days[0]))
        start = time.perf_counter()
        for day in days:
            ask(untip.as_of(day))
        found[name] = 1000 * (time.perf_counter() - start) / len(days)
    return found


def finds(name: str) -> bool:
    """Return whether a name finds one record."""
    import untip

    try:
        untip.find(name)
    except LookupError:
        return False
    return True


FIRST = 2071
"""How many records there were when the bar of memory was set."""


def _resident(share: float) -> float:
    """Return the memory in MB of a process that loads a share of all records."""
    command = [sys.executable, "-c", MEMORY.format(share=share, here=str(HERE))]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603


def memory(share: float) -> float:
    """Return how many MB an even share of all records takes over the bare interpreter, median of five processes."""
    bare, full = [statistics.median(_resident(of) for _ in range(5)) for of in (0, share)]
    return full - bare


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    times = processes(rounds)
    print(f"whole processes, processor time, median of {rounds}")
    for name, found in times.items():
        print(f"  {name:20}{found:8.1f} ms")
    print("ratios")
    for name, base, limit in RATIOS:
        print(f"  {name:20}/ {base:20}{times[name] / times[base]:6.2f}   at most {limit}")
    one, call, find = warm()
    print("warm, random keys")
    print(f"  c[id] {one:.0f} ns, a dict and one call {call:.0f} ns: ratio {one / call:.2f}   at most 1.5")
    print(f"  find(name) {find:.0f} ns   at most 1000")
    print("as of a day, warm: making the view and asking it once")
    for name, found in views().items():
        print(f"  {name:20}{found:8.2f} ms   at most 2")
    import untip

    print("memory over the bare interpreter")
    count = len(untip.registry)
    print(f"  all {count} records {memory(1):.1f} MB")
    print(f"  {FIRST} of them, an even share of each kind, {memory(FIRST / count):.1f} MB   at most 14")


if __name__ == "__main__":
    main()

"""Large input is refused in seconds, with memory in proportion to its size."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import islice, product
from pathlib import Path
from string import ascii_letters

import pytest
from hostile import OFFICE, copy_records, links, numbered, roles

LARGE: dict[str, tuple[Callable[[], str], str]] = {
    "100,000 lists": (lambda: f"{OFFICE}extra: {'[' * 100_000}", "nest"),
    "200,000 keys": (lambda: f"{{{','.join(map(''.join, islice(product(ascii_letters, repeat=4), 200_000)))}}}", ""),
    "40,000 unknown keys": (lambda: OFFICE + numbered("citation%d: 1\n", 40_000), "unknown key 'citation0'"),
    "12,000 wrong words": (lambda: links("  - {type: hompage%d, url: x}\n", 12_000), "did you mean 'homepage'"),
    "12,000 wrong dates": (lambda: roles("  - {who: unodc, role: member, period: x%d}\n", 12_000), "EDTF"),
    "12,000 ids of nothing": (
        lambda: roles("  - {who: undoc-%d, role: member}\n", 12_000),
        "is not the id of a record",
    ),
    "90,000 wrong items": (lambda: OFFICE + f"aliases: [{'1,' * 90_000}1]\n", "found 1, expected a mapping"),
    "comments": (lambda: "#\n" * 499_000, "is empty"),
    "one text": (lambda: f"name: {'x' * 999_000}", "the limit is 4000"),
    "100 MB": (lambda: f"name: {'x' * 100_000_000}", "has more than 1000000 bytes, the limit"),
}

MEASURE = """
import sys, time, untip
from pathlib import Path

def peak():
    status = Path("/proc/self/status")
    if not status.exists():
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(status.read_text().partition("VmHWM:")[2].split()[0])

good, bad = sys.argv[1:]
untip.load(good)
before, start = peak(), time.process_time()
problems = untip.validate(bad)
print(time.process_time() - start, (peak() - before) * 1024, problems[0], sep="\\n")
"""


@pytest.mark.slow
@pytest.mark.parametrize("case", LARGE)
def test_a_refusal_takes_seconds_at_most_and_memory_in_proportion(case: str, tmp_path: Path) -> None:
    make, says = LARGE[case]
    folder, bad = copy_records(tmp_path / "data"), tmp_path / "bad"
    shutil.copytree(folder, bad)
    (bad / "agencies" / "office.yaml").write_text(make(), encoding="utf-8")
    size = min((bad / "agencies" / "office.yaml").stat().st_size, 1_000_000)
    command = [sys.executable, "-c", MEASURE, str(folder), str(bad)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    seconds, grown, first = done.stdout.rstrip("\n").split("\n", 2)
    assert says in first
    assert float(seconds) < 5
    assert int(grown) < 8_000_000 + 60 * size

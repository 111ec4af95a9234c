#!/usr/bin/env python3
"""Measure every mutant of the dates, the reading and the registry, and hold the survivors against what is argued.

    python tools/mutants.py                 make the mutants, run them all (a stopped run goes on), print the table
    python tools/mutants.py _edtf _names    only these modules
    python tools/mutants.py --table         the table of what has been measured, and the survivors that no page argues

`mutmut` makes the mutants (`[tool.mutmut]` in pyproject.toml says of which modules). Its own runner collects the whole
suite anew for each of them; here a process that has collected once forks for each. Three passes:

1. forked: the tests that reach the mutated function, fastest first, for a few seconds;
2. what is alive, forked: the rest of the tests that reach the function, of the files that test its module (`TESTS`);
3. what is alive, written into a copy of the plain code, in a fresh process: the tests that reach the function and fail
   in mutmut's frames (they ask for the caller's line, or read the code itself), and, if the function runs before the
   fork, on import or collection, all tests of the files that test its module.

Verdicts stand in `mutants/results.tsv`; after a change of code or tests, remove `mutants/` first. The tests of the
wheel, the pages, the floors and the public names take no part. Each function's tests also run with no mutant, and must
pass.
"""

import argparse
import gc
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import libcst as cst
import mutmut.mutation.trampoline as trampoline
import pytest
from _pytest.runner import runtestprotocol
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

ROOT = Path(__file__).resolve().parent.parent
GROUPS = {
    "dates": ("_dates", "_edtf"),
    "reading": ("_strict", "_formats", "_convert", "_check", "_files", "_tables", "_load"),
    "registry": (
        *("_registry", "_standing", "_reading", "_shelf", "_collection", "_query"),
        *("_names", "_relations", "_rules"),
    ),
}
TESTS = {
    **dict.fromkeys(("_dates", "_edtf"), ("dates",)),
    **dict.fromkeys(("_strict", "_formats"), ("formats", "hostile")),
    **dict.fromkeys(("_convert", "_check"), ("convert", "schema", "errors")),
    **dict.fromkeys(("_files", "_load"), ("files", "hostile", "contract")),
    "_tables": ("tables", "files", "hostile"),
    **dict.fromkeys(("_shelf", "_collection", "_query", "_relations"), ("collections", "registry", "contract")),
    **dict.fromkeys(("_registry", "_standing", "_reading"), ("registry", "asof", "contract")),
    "_names": ("names", "registry"),
    "_rules": ("rules",),
}
FEW_SECONDS = 4.0
A_FEW_MINUTES = 300
MEMORY = 6 << 30
UNMUTATED = "control"


def shown(key: str) -> str:
    """`_collection.Collection.get 11` for mutmut's own name of that mutant."""
    module, _, rest = key.removeprefix("untip.").partition(".")
    name, _, number = rest.rpartition("__mutmut_")
    return f"{module}.{name[2:].replace('ǁ', '.')} {number}"


def function_of(key: str) -> str:
    return key.rpartition("__mutmut_")[0]


def keys_of(module: str) -> list[str]:
    meta = ROOT / f"mutants/src/untip/{module}.py.meta"
    return list(json.loads(meta.read_text("utf-8"))["exit_code_by_key"])


# ---- the mutants are made


def make() -> None:
    """Write the mutated code beside its tests, as `mutmut run` does before it runs anything."""
    import mutmut.__main__ as cli

    os.environ["MUTANT_UNDER_TEST"] = "mutant_generation"
    cli.copy_src_dir()
    cli.copy_also_copy_files()
    cli.setup_source_paths()
    cli.create_mutants(os.cpu_count() or 1)
    del os.environ["MUTANT_UNDER_TEST"]


# ---- inside a process that runs tests


def session(plugin: object) -> None:
    """Collect the tests in `mutants/` and hand them to the plugin."""
    arguments = ["-q", "-p", "no:cacheprovider", "-k", "not takes_seconds"]
    arguments += [f"--ignore=tests/test_{name}.py" for name in ("wheel", "docs", "public", "layers")]
    arguments += [f"--basetemp={tempfile.gettempdir()}/mutants-{os.getpid()}"]
    pytest.main([*arguments, "tests"], plugins=[plugin])


def warm() -> None:
    """Read the package's own records once, so that forks share them."""
    import untip

    for kind in untip.schema.KINDS.values():
        list(getattr(untip.registry, kind.folder))
    untip.find("UNODC")
    untip.registry.search("child labour")


class Plugin:
    """What both kinds of run share."""

    @staticmethod
    def pytest_configure() -> None:
        import hypothesis

        calm = {"deadline": None, "suppress_health_check": list(hypothesis.HealthCheck)}
        hypothesis.settings.register_profile("mutants", database=None, derandomize=True, **calm)
        hypothesis.settings.load_profile("mutants")


class Reach(Plugin):
    """Run each test once, without a mutant, and note which functions it reaches."""

    def __init__(self) -> None:
        self.hits: set[str] = set()
        self.early: set[str] = set()
        self.by_fixture: dict[str, set[str]] = {}
        trampoline.record_trampoline_hit = lambda name, **_: self.hits.add(name)
        os.environ["MUTANT_UNDER_TEST"] = "stats"

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        before, self.hits = self.hits, set()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self.by_fixture.setdefault(fixturedef.argname, set()).update(self.hits)
            self.hits |= before

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.early, tests = self.hits, []
        warm()
        for item, after in zip(session.items, [*session.items[1:], None], strict=True):
            self.hits, start = set(), time.perf_counter()
            failed = any(report.failed for report in runtestprotocol(item, nextitem=after, log=False))
            seconds = time.perf_counter() - start
            for name in getattr(item, "fixturenames", ()):
                self.hits |= self.by_fixture.get(name, set())
            tests.append([item.nodeid, seconds, failed, sorted(self.hits)])
        (ROOT / "mutants/reach.json").write_text(json.dumps({"early": sorted(self.early), "tests": tests}), "utf-8")
        return True


class Run(Plugin):
    """Run the tests of each mutant that it is given in a process of its own."""

    def __init__(self, keys: list[str], part: str, pick: Callable[[Any, str], list[int]]) -> None:
        self.keys, self.part, self.pick = keys, part, pick

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.part != "3":
            warm()
            gc.freeze()
        reached = Reached()
        items = {item.nodeid: item for item in session.items}
        with (ROOT / "mutants/results.tsv").open("a", buffering=1, encoding="utf-8") as out:
            for key in self.keys:
                start = time.perf_counter()
                chosen = [items[name] for i in self.pick(reached, key) if (name := reached.name[i]) in items]
                verdict = forked(chosen, key)
                print(key, self.part, verdict, f"{time.perf_counter() - start:.2f}", len(chosen), sep="\t", file=out)
        return True


def forked(items: list[pytest.Item], key: str) -> str:
    """What becomes of the mutant: `alive`, `timeout`, `killed by` a test, or `ended` by an exit of the process."""
    read, write = os.pipe()
    if not (child := os.fork()):
        os.close(read)
        limit_this_process(A_FEW_MINUTES)
        os.environ["MUTANT_UNDER_TEST"] = key
        trampoline.set_mutant_under_test(key)
        for item, after in zip(items, [*items[1:], None], strict=False):
            try:
                failed = any(report.failed for report in runtestprotocol(item, nextitem=after, log=False))
            except BaseException:  # noqa: BLE001 - whatever a mutant does, the run goes on
                failed = True
            if failed:
                os.write(write, item.nodeid.encode("ascii", "replace"))
                os._exit(1)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        by = pipe.read().decode("ascii")
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return "timeout" if os.WTERMSIG(status) == signal.SIGALRM else "ended"
    return {0: "alive", 1: f"killed by {by}"}.get(os.WEXITSTATUS(status), "ended")


def limit_this_process(seconds: int) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Reached:
    """Which tests reach which function, as `Reach` noted it."""

    def __init__(self) -> None:
        noted = json.loads((ROOT / "mutants/reach.json").read_text("utf-8"))
        self.early = set(noted["early"])
        self.name = [name for name, *_ in noted["tests"]]
        self.seconds = [seconds for _, seconds, *_ in noted["tests"]]
        self.of: dict[str, list[int]] = defaultdict(list)
        self.kept_out: dict[str, list[int]] = defaultdict(list)
        for i, (_, _, failed, hits) in enumerate(noted["tests"]):
            for function in hits:
                (self.kept_out if failed else self.of)[function].append(i)
        for tests in self.of.values():
            tests.sort(key=self.seconds.__getitem__)

    def first(self, key: str) -> list[int]:
        total, few = 0.0, []
        for i in self.of[function_of(key)]:
            total += self.seconds[i]
            if few and total > FEW_SECONDS:
                break
            few.append(i)
        return few

    def rest(self, key: str) -> list[int]:
        first = set(self.first(key))
        return [i for i in self.of[function_of(key)] if i not in first and self.is_of_module(i, key)]

    def plain(self, key: str) -> list[int]:
        function = function_of(key)
        if self.of[function] and function not in self.early:
            return self.kept_out[function]
        return [*self.kept_out[function], *(i for i in range(len(self.name)) if self.is_of_module(i, key))]

    def is_of_module(self, test: int, key: str) -> bool:
        file = self.name[test].partition("::")[0].removeprefix("tests/test_").removesuffix(".py")
        return file in TESTS[key.split(".")[1]]


# ---- the passes


def results() -> dict[str, tuple[str, str]]:
    """The last verdict on each mutant, and the pass that gave it."""
    path = ROOT / "mutants/results.tsv"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {key: (part, verdict) for key, part, verdict, *_ in (line.split("\t") for line in lines)}


def wanting(modules: list[str], part: str) -> list[str]:
    """The mutants that a pass has still to run."""
    known, reached = results(), Reached()
    keys = [key for module in modules for key in keys_of(module)]
    if part == "1":
        functions = dict.fromkeys(map(function_of, keys))
        keys = [f"{name}__mutmut_{UNMUTATED}" for name in functions] + keys
        return [key for key in keys if key not in known]
    alive = [key for key in keys if known.get(key, ("", ""))[1] == "alive"]
    if part == "2":
        return [k for k in alive if known[k][0] == "1" and reached.rest(k)]
    return [k for k in alive if known[k][0] != "3" and reached.plain(k)]


def work(part: str, share: int, shares: int, modules: list[str]) -> None:
    """Run this process's share of a pass."""
    os.chdir(ROOT / "mutants")
    keys = wanting(modules, part)[share::shares]
    if part != "3":
        session(Run(keys, part, Reached.first if part == "1" else Reached.rest))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part_of_it in ("src", "tests", "tools", "docs"):
            shutil.copytree(ROOT / part_of_it, folder / part_of_it)
        for file in (path for path in ROOT.iterdir() if path.is_file()):
            shutil.copy(file, folder)
        for key in keys:
            plainly(key, folder)


def plainly(key: str, folder: Path) -> None:
    """Run a mutant that is written into a copy of the code, in a process of its own."""
    module = Path("src", *key.split(".")[:2]).with_suffix(".py")
    before = time.perf_counter()
    (folder / module).write_text(mutated(key, ROOT / module), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    try:
        again = [sys.executable, __file__, "--plain", key, str(folder)]
        done = subprocess.run(again, env=environment, capture_output=True, check=False, timeout=600)
        how = f"killed by exit {done.returncode} before a test"
    except subprocess.TimeoutExpired:
        how = "timeout"
    if results()[key][0] != "3":  # the mutant broke the import or the collection
        with (ROOT / "mutants/results.tsv").open("a", encoding="utf-8") as out:
            print(key, "3", how, f"{time.perf_counter() - before:.2f}", 0, sep="\t", file=out)
    shutil.copy(ROOT / module, folder / module)


def mutated(key: str, path: Path) -> str:
    """The plain code of a module with one mutant in the place of its function."""
    generated = cst.parse_module((ROOT / "mutants" / path.relative_to(ROOT)).read_text("utf-8"))
    plain = cst.parse_module(path.read_text("utf-8"))
    function, owner = orig_function_and_class_names_from_key(key)
    name = function.rpartition(".")[2]
    old = function_in(plain, name, owner)
    new = function_in(generated, key.rpartition(".")[2], owner)
    changed = plain.deep_replace(old, new.with_changes(name=cst.Name(name), decorators=old.decorators))
    return cst.ensure_type(changed, cst.Module).code


def function_in(module: cst.Module, name: str, owner: str | None) -> cst.FunctionDef:
    body: Any = module.body
    if owner:
        body = next(x.body.body for x in body if isinstance(x, cst.ClassDef) and x.name.value == owner)
    return [x for x in body if isinstance(x, cst.FunctionDef) and x.name.value == name][-1]  # after its overloads


def measure(modules: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "mutants/src"), "PYTHONDONTWRITEBYTECODE": "1"}
    if not (ROOT / "mutants/reach.json").exists():
        subprocess.run([sys.executable, __file__, "--reach"], env=environment, check=True)
    shares = os.cpu_count() or 1
    for part in "123":
        start = time.perf_counter()
        print(f"pass {part}: {len(wanting(modules, part))} to run", flush=True)
        calls = [[sys.executable, __file__, "--work", part, str(i), str(shares), *modules] for i in range(shares)]
        running = [subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL) for call in calls]
        for process in running:
            process.wait()
        print(f"  {time.perf_counter() - start:.0f} s", flush=True)


# ---- what is told


def table(modules: list[str]) -> bool:
    """Print the table and what no page argues; true if each group reaches nine in ten and every survivor is argued."""
    known, good = results(), True
    controls = [key for key, (_, verdict) in known.items() if key.endswith(UNMUTATED) and verdict != "alive"]
    print("\n| Module | mutants | measured | killed | alive | killed % |\n|---|--:|--:|--:|--:|--:|")
    alive: list[str] = []
    for group, members in GROUPS.items():
        sums = [0, 0, 0]
        for module in (m for m in members if m in modules):
            keys = keys_of(module)
            measured = [key for key in keys if key in known]
            left = [key for key in measured if known[key][1] == "alive"]
            alive += left
            row(f"`{module}`", counts := [len(keys), len(measured), len(measured) - len(left)])
            sums = [a + b for a, b in zip(sums, counts, strict=True)]
        if sums[0]:
            row(f"**{group}**", sums)
            good &= sums[1] == sums[0] and sums[2] >= 0.9 * sums[0]
    page = argued_in((ROOT / "docs/mutation.md").read_text("utf-8"))
    argued = {name for name in page if name.partition(".")[0] in modules}
    names = {shown(key): key for key in alive}
    print(f"\nalive {len(alive)}")
    for name in sorted(names.keys() - argued):
        print("  not argued:", name, names[name])
    for name in sorted(argued - names.keys()):
        print("  argued, but not alive:", name)
    for key in controls:
        print("  fails without a mutant:", key, known[key][1])
    return good and not controls and names.keys() == argued


def row(name: str, counts: list[int]) -> None:
    every, measured, killed = counts
    print(f"| {name} | {every} | {measured} | {killed} | {measured - killed} | {killed / max(measured, 1):.1%} |")


def argued_in(page: str) -> set[str]:
    r"""The mutants that a page names as `module.function` 3, 5."""
    found = re.findall(r"`(_\w+\.[\w.]+)` (\d+(?:, \d+)*)", page)
    return {f"{name} {number}" for name, numbers in found for number in numbers.split(", ")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=[name for names in GROUPS.values() for name in names])
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--reach", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--plain", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.reach:
        os.chdir(ROOT / "mutants")
        session(Reach())
    elif chosen.work:
        part, share, shares, *modules = chosen.work
        work(part, int(share), int(shares), modules)
    elif chosen.plain:
        key, folder = chosen.plain
        os.chdir(folder)
        session(Run([key], "3", Reached.plain))
    else:
        os.chdir(ROOT)
        if not chosen.table:
            make()
            measure(chosen.modules)
        return 0 if table(chosen.modules) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

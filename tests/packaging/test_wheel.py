"""What is built is what the checkout holds: wheel and sdist, wherever and however the package is loaded from them."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import untip
from untip.schema import KINDS

ROOT = Path(__file__).resolve().parents[2]
VERSION = untip.__version__

DUMP = """
import json, sys, untip
store = untip.registry._records.store
everything = {id: repr(untip.get(id)) for kind in untip.schema.KINDS for id in store.ids(kind)}
everything |= {f"redirect {old}": repr(redirect) for old, redirect in store.redirects().items()}
for treaty, row in store.coverage().items():
    everything[f"coverage {treaty}"] = repr(row)
    everything[f"participation {treaty}"] = repr(store.participation(treaty))
for part, table in store.index()._asdict().items():
    everything |= {f"{part} {key}": repr(ids) for key, ids in table.items()}
for query in ("child labour", "trafficked women", "A/RES/64/293"):
    everything[f"search {query}"] = [(m.record.id, m.field, m.excerpt) for m in untip.search(query, limit=50)]
print(json.dumps([untip.__file__, everything]))
"""

IN_MEMORY = """
import sys, zipfile
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.util import spec_from_file_location

with zipfile.ZipFile(sys.argv[1]) as wheel:
    FILES = {f"/frozen/{name}": wheel.read(name) for name in wheel.namelist()}

class Frozen(MetaPathFinder, SourceLoader):
    def find_spec(self, name, path=None, target=None):
        base = "/frozen/" + name.replace(".", "/")
        for file, inside in ((f"{base}/__init__.py", [base]), (f"{base}.py", None)):
            if file in FILES:
                return spec_from_file_location(name, file, loader=self, submodule_search_locations=inside)

    def get_filename(self, name):
        return sys.modules[name].__spec__.origin

    def get_data(self, path):
        if path not in FILES:
            raise FileNotFoundError(path)
        return FILES[path]

sys.meta_path.insert(0, Frozen())
"""

THREADS = """
import threading, time
from collections import Counter
import untip

store = untip.registry._records.store
read, reads, records = store._read, Counter(), []

def slow(name):
    reads[name] += 1
    time.sleep(0.02)
    return read(name)

store._read = slow
together = threading.Barrier(8)

def ask():
    together.wait()
    match = untip.search("child labour", limit=1)[0]
    records.append((untip.agencies["unodc"], untip.find("Palermo Protocol"), match.record, store.coverage()))

threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(records) == 8
assert all(a is b for record in records for a, b in zip(record, records[0])), "records are built once"
assert set(reads.values()) == {1}, reads
"""

FORK = """
import os, signal, threading
import untip

store = untip.registry._records.store
read, reading, forked = store._read, threading.Event(), threading.Event()

def stuck(name):
    reading.set()
    forked.wait(1)  # the fork waits for the end of the read
    return read(name)

store._read = stuck
thread = threading.Thread(target=lambda: untip.agencies["unodc"])
thread.start()
reading.wait()
child = os.fork()
if child == 0:
    signal.alarm(20)
    store._read = read
    os._exit(0 if untip.agencies["unodc"].acronym == "UNODC" and untip.search("child labour") else 1)
forked.set()
thread.join()
assert os.waitpid(child, 0)[1] == 0
"""

POOLS = """
import multiprocessing
import untip

def ask(id):
    return untip.agencies[id]

def search(query):
    return [match.record.id for match in untip.search(query)]

if __name__ == "__main__":
    first = untip.agencies[:3]
    methods = multiprocessing.get_all_start_methods()
    assert "spawn" in methods
    for method in methods:
        with multiprocessing.get_context(method).Pool(1) as pool:
            assert pool.map(ask, first.ids) == list(first), method
            assert pool.apply(len, (first,)) == 3, method
            assert pool.apply(search, ("child labour",)) == search("child labour"), method
            assert pool.apply(untip.Registry.get, (untip.registry, "unodc")) == untip.get("unodc"), method
"""

PICKLE = """
import pickle, sys, untip
things = (untip.agencies.active("2010"), untip.registry, untip.as_of("2010-06-01"), untip.get("palermo-protocol"))
pickle.dump(things, sys.stdout.buffer)
"""

UNPICKLE = """
import pickle, sys, untip
active, registry, then, protocol = pickle.load(sys.stdin.buffer)
assert active == untip.agencies.active("2010")
assert active.filter(type="specialized-agency") == untip.agencies.active("2010").filter(type="specialized-agency")
assert registry.agencies == untip.agencies
assert then.agencies.ids == untip.as_of("2010-06-01").agencies.ids
assert protocol == untip.get("palermo-protocol")
"""


def run(*command: str, path: Path | None = None, cwd: Path | None = None, stdin: bytes = b"") -> bytes:
    """Run Python in a process of its own, which imports the package from `path`, and return what it prints."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP"))}
    env |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(path or ""), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run([sys.executable, *command], capture_output=True, cwd=cwd, env=env, input=stdin, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def everything(path: Path, before: str = "", *arguments: str) -> tuple[str, dict[str, str]]:
    """Return where the package was imported from, and everything in it, by name."""
    file, found = json.loads(run("-c", before + DUMP, *arguments, path=path))
    return file, found


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Name what two registries do not agree on."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def build(checkout: Path, target: str, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # what Python keeps is no work of the build
    return subprocess.run(command, capture_output=True, text=True, cwd=checkout, check=False, env=env)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, as far as a build needs it."""
    copy = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, copy)
    for page in ("docs/index.md", "docs/reference/_generated/schema.md", "docs/_build/index.html"):
        (copy / page).parent.mkdir(parents=True, exist_ok=True)
        (copy / page).write_text("A page.\n", encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel and the sdist."""
    out = tmp_path_factory.mktemp("dist")
    before = sorted(checkout.rglob("*"))
    for target in ("sdist", "wheel"):
        done = build(checkout, target, out)
        assert done.returncode == 0, done.stderr
    assert sorted(checkout.rglob("*")) == before, "a build writes nothing beside the sources"
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def sdist(built: Path) -> Path:
    (found,) = built.glob("*.tar.gz")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the wheel is installed."""
    target = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", str(target), str(wheel))
    return target


@pytest.fixture(scope="module")
def expected(checkout: Path) -> dict[str, str]:
    """All that the checkout holds."""
    file, found = everything(checkout / "src")
    assert Path(file) == checkout / "src" / "untip" / "__init__.py"
    assert len(found) > 1000
    return found


def test_the_wheel_holds_the_code_the_parts_and_the_licences_and_is_small(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    files = (
        path
        for pattern in ("*.py", "*.pyi", "py.typed", "publish/templates/*", "publish/static/*")
        for path in (ROOT / "src").rglob(pattern)
    )
    code = {path.relative_to(ROOT / "src").as_posix() for path in files}
    (info,) = {name.partition("/")[0] for name in names} - {"untip"}
    parts = {name for name in names if name.startswith("untip/compiled/")}
    about = {f"{info}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    about |= {f"{info}/licenses/LICENSE", f"{info}/licenses/LICENSE-DATA"}
    assert names == code | parts | about
    expected = {f"untip/compiled/{kind}.part" for kind in KINDS}
    others = ("ids.json", "names.json", "redirects.json", "coverage.json", "words.tsv", "postings.tsv")
    expected |= {f"untip/compiled/{name}" for name in others}
    assert {name for name in parts if "/participation-" not in name} == expected
    # a megabyte for the 2,071 records of the first data: the bound grows with the records and with nothing else
    assert wheel.stat().st_size < 1_000_000 * len(untip.registry) / 2_071


def test_the_long_description_has_absolute_links_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = archive.read(name).decode()
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert len(links) > 10
    assert [link for link in links if not link.startswith("https://")] == []
    assert "![A square for each State" in text


def test_a_wheel_from_the_sdist_is_the_same_to_the_byte(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    assert build(source, "wheel", tmp_path / "again").returncode == 0
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()


def test_an_installed_wheel_holds_what_the_checkout_holds(installed: Path, expected: dict[str, str]) -> None:
    file, found = everything(installed)
    assert Path(file) == installed / "untip" / "__init__.py"
    assert differences(found, expected) == []


def test_the_sdist_holds_no_generated_pages(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = archive.getnames()
    assert [name for name in names if "/_generated/" in name or "/_build/" in name] == []
    assert any(name.endswith("docs/index.md") for name in names)


def test_an_installed_sdist_holds_what_the_checkout_holds(
    sdist: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    options = ("-q", "--no-index", "--no-deps", "--no-build-isolation")
    run("-m", "pip", "install", *options, "--target", str(tmp_path / "site"), str(sdist))
    file, found = everything(tmp_path / "site")
    assert Path(file) == tmp_path / "site" / "untip" / "__init__.py"
    assert differences(found, expected) == []
    assert (tmp_path / "site" / "untip" / "compiled").is_dir()


def test_it_works_from_a_zip(wheel: Path, expected: dict[str, str]) -> None:
    file, found = everything(wheel)
    assert Path(file) == wheel / "untip" / "__init__.py"
    assert differences(found, expected) == []


def test_it_works_where_only_the_loader_knows_its_files(wheel: Path, expected: dict[str, str], tmp_path: Path) -> None:
    """As in a frozen application: nothing of the package is on the file system."""
    file, found = everything(tmp_path, IN_MEMORY, str(wheel))
    assert file == "/frozen/untip/__init__.py"
    assert differences(found, expected) == []


def test_threads_share_one_load(installed: Path) -> None:
    run("-c", THREADS, path=installed)


@pytest.mark.parametrize("script", [FORK] if hasattr(os, "fork") else [], ids=["fork"])
def test_a_child_forked_amid_a_load_loads_for_itself(installed: Path, script: str) -> None:
    run("-W", "ignore::DeprecationWarning", "-c", script, path=installed)


def test_processes_however_started_answer_alike(installed: Path, tmp_path: Path) -> None:
    script = tmp_path / "pools.py"
    script.write_text(POOLS)
    run(str(script), path=installed)


def test_a_pickle_opens_in_another_process(installed: Path) -> None:
    run("-c", UNPICKLE, path=installed, stdin=run("-c", PICKLE, path=installed))


def test_a_package_frozen_without_its_parts_says_so(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(installed / "untip", tmp_path / "untip", ignore=shutil.ignore_patterns("compiled"))
    told = "import untip\ntry: untip.agencies['unodc']\nexcept untip.ValidationError as error: print(error)"
    said = run("-c", told, path=tmp_path).decode()
    assert said == (
        f"{tmp_path / 'untip'}: has no records: the package was installed or frozen without its folder `compiled`\n"
    )


@pytest.fixture(scope="module")
def broken(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which two records are wrong."""
    copy = tmp_path_factory.mktemp("broken") / "checkout"
    shutil.copytree(checkout, copy)
    data = copy / "src" / "untip" / "data"
    for file in ("agencies/unodc.yaml", "instruments/palermo-protocol.yaml"):
        path = data / file
        path.write_text(path.read_text(encoding="utf-8") + "nmae: x\n", encoding="utf-8")
    return copy


def test_an_invalid_record_fails_the_build_with_what_validate_says(broken: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(broken / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "untip", "validate", "src/untip/data"]
    told = subprocess.run(command, capture_output=True, text=True, cwd=broken, env=env, check=False)
    assert told.returncode == 1
    assert told.stdout.count("unknown key 'nmae'") == 2
    done = build(broken, "wheel", tmp_path)
    assert done.returncode == 1
    assert done.stderr.split("\n", 1)[1] == told.stdout
    assert list(tmp_path.iterdir()) == []


def test_an_editable_install_is_left_to_the_files(broken: Path, tmp_path: Path) -> None:
    run("-c", "import sys, hatchling.build; hatchling.build.build_editable(sys.argv[1])", str(tmp_path), cwd=broken)
    (found,) = tmp_path.iterdir()
    with zipfile.ZipFile(found) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"_untip.pth", f"untip-{VERSION}.dist-info"}

"""Two builds of one tree are the same to the byte, wherever and whenever they are made."""

import os
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
EPOCH = 1_764_000_000  # an even number of seconds: a wheel is a zip file, which counts in twos


def copy(target: Path) -> Path:
    """Copy what the source archive holds to another folder, with the file times of now."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns: list[str] = settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    for pattern in (*patterns, "pyproject.toml", "LICENSE*", ".gitignore"):
        for path in ROOT.glob(pattern.lstrip("/")):
            if path.is_dir():
                ignore = shutil.ignore_patterns("__pycache__", "_build", "_generated")
                shutil.copytree(path, target / path.name, ignore=ignore, copy_function=shutil.copyfile)
            else:
                target.mkdir(exist_ok=True)
                shutil.copyfile(path, target / path.name)
    return target


def build(source: Path, out: Path, **variables: str) -> dict[str, bytes]:
    """Build wheel and sdist, and return each file's bytes by its name."""
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | variables
    for target in ("sdist", "wheel"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=source, env=env, check=False)
        assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("dated", [{"SOURCE_DATE_EPOCH": str(EPOCH)}, {}], ids=["dated", "not dated"])
def test_two_builds_are_the_same_to_the_byte(tmp_path: Path, dated: dict[str, str]) -> None:
    one = build(copy(tmp_path / "one"), tmp_path / "first", **dated, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    umask = os.umask(0o077)
    try:
        time.sleep(2)  # a zip file counts seconds in twos
        other = build(copy(tmp_path / "other place"), tmp_path / "second", **dated, PYTHONHASHSEED="2", TZ="UTC")
    finally:
        os.umask(umask)
    assert len(one) == 2
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_the_date_of_the_commit_is_that_of_every_file(tmp_path: Path) -> None:
    names = build(copy(tmp_path / "source"), tmp_path / "dist", SOURCE_DATE_EPOCH=str(EPOCH))
    (wheel,) = (name for name in names if name.endswith(".whl"))
    (sdist,) = names.keys() - {wheel}
    with zipfile.ZipFile(tmp_path / "dist" / wheel) as archive:
        assert {info.date_time for info in archive.infolist()} == {time.gmtime(EPOCH)[:6]}
    with tarfile.open(tmp_path / "dist" / sdist) as archive:
        assert {member.mtime for member in archive.getmembers()} == {EPOCH}

"""A program that PyInstaller froze into one file answers as the package does."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import untip

pytest.importorskip("PyInstaller", reason="PyInstaller is not installed")

pytestmark = pytest.mark.skipif(
    sys.platform == "linux" and not sysconfig.get_config_var("Py_ENABLE_SHARED"),
    reason="PyInstaller needs a Python with a shared library",
)

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import json, sys
import untip

print(json.dumps({
    "frozen": getattr(sys, "frozen", False),
    "found": untip.find("Palermo Protocol").id,
    "searched": [match.record.id for match in untip.search("child labour", limit=5)],
    "schema": untip.json_schema(untip.Agency),
    "records": len(untip.registry),
}))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the wheel is installed."""
    out, target = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    (wheel,) = out.glob("*.whl")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", str(target)]
    subprocess.run([*command, str(wheel)], capture_output=True, check=True)
    return target


def test_a_program_of_one_file_answers_as_the_package(site: Path, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--onefile", "--log-level", "ERROR", "--distpath", str(tmp_path)]
    # a program of one file, made of the installed wheel, which its hook describes
    command += ["--workpath", str(tmp_path / "work"), "--specpath", str(tmp_path), "--paths", str(site)]
    env = {**os.environ, "PYTHONPATH": str(site), "PYINSTALLER_CONFIG_DIR": str(tmp_path / "config")}
    done = subprocess.run([*command, str(script)], capture_output=True, text=True, env=env, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    program = tmp_path / ("program.exe" if sys.platform == "win32" else "program")
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run([program], capture_output=True, text=True, env=bare, cwd=tmp_path, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "frozen": True,
        "found": "palermo-protocol",
        "searched": [match.record.id for match in untip.search("child labour", limit=5)],
        "schema": untip.json_schema(untip.Agency),
        "records": len(untip.registry),
    }

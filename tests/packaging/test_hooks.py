"""What PyInstaller is told of the package: where its hook is, and what the hook names."""

import runpy
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import untip
from untip._pyinstaller import hook_folders

HOOK = Path(untip.__file__).parent / "_pyinstaller" / "hook-untip.py"


def test_the_hook_is_where_the_entry_point_says() -> None:
    assert [Path(folder) / "hook-untip.py" for folder in hook_folders()] == [HOOK]
    (entry,) = [one for one in entry_points(group="pyinstaller40") if one.value.startswith("untip.")]
    assert entry.name == "hook-dirs"
    assert entry.load() is hook_folders


def test_the_hook_names_the_modules_that_are_imported_by_name_and_no_optional_library() -> None:
    pytest.importorskip("PyInstaller", reason="PyInstaller is not installed")
    told = runpy.run_path(str(HOOK), run_name="untip._pyinstaller.hook-untip")
    assert {"untip.schema", "untip.plots", "untip._registry.default", "untip._cli.main"} <= set(told["hiddenimports"])
    assert not [name for name in told["hiddenimports"] if "_hypothesis" in name or "_pyinstaller" in name]
    assert {"pandas", "pyarrow", "altair", "hypothesis"} <= set(told["excludedimports"])
    assert not {name for name in told["excludedimports"] if name.startswith("untip")}
    assert any("templates" in target for _, target in told["datas"])

"""Build hooks: the records are checked and compiled into the wheel; the README's links lead to the repository."""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?!\w+:|#)(?P<path>[^)\s]+)\)")


class AbsoluteLinks(MetadataHookInterface):
    """Makes the links of the README absolute for package indexes; in the repository they are relative."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the long description."""
        repository = metadata["urls"]["Repository"]

        def absolute(link: re.Match[str]) -> str:
            view = "raw" if link["image"] else "blob"
            return f"{link['image']}[{link['text']}]({repository}/{view}/main/{link['path']})"

        text = LINK.sub(absolute, Path(self.root, "README.md").read_text(encoding="utf-8"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


class CompileRecords(BuildHookInterface[Any]):
    """Refuses to build a wheel with an invalid record; editable installs read the files themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the records into a folder of the build, outside `src`."""
        if version == "editable":
            return
        sys.dont_write_bytecode = True
        source = Path(self.root, "src")
        sys.path.insert(0, str(source))
        try:
            from untip._store.compiled import FOLDER
            from untip._store.compiling import compile_parts
            from untip._store.load import examine

            store, problems, rest = examine(source / "untip" / "data", shown="src/untip/data")
        finally:
            sys.path.remove(str(source))
        if store is None:
            sys.exit(
                "\n".join(
                    [
                        "the records are invalid, so that no wheel is built:",
                        *map(str, problems),
                        *([f"… and {rest} more"] if rest else []),
                    ]
                )
            )
        self.folder = tempfile.TemporaryDirectory(prefix="untip-compiled-")
        for name, data in compile_parts(store).items():
            path = Path(self.folder.name, name)
            path.write_bytes(data)
            build_data["force_include"][str(path)] = f"untip/{FOLDER}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the folder."""
        if version != "editable":
            self.folder.cleanup()

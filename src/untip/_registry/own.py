"""The package's own records and their collections: what most lookups need, without the questions of a registry."""

from __future__ import annotations

import os
from typing import Final

from untip._registry.collection import Collection
from untip._registry.records import Records
from untip._show.names import Owner, names_from
from untip._store.base import Store
from untip._store.compiled import CompiledStore
from untip.schema import KINDS

DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
"""The folder of the package's own files of records; only a checkout has it."""


def default_store() -> Store:
    """Return the store of the package's own records: the compiled parts of a wheel, or the files of a checkout."""
    if not os.path.isdir(DATA):
        return CompiledStore.of_package()
    # 35 ms to import, with pathlib and csv, and an installed package has no files to read
    from pathlib import Path

    from untip._store.folder import FolderStore

    return FolderStore(Path(DATA), "")


records: Final = Records(default_store(), is_own=True)
"""The records that `untip.registry` answers from."""


def _name(id: str) -> str | None:
    """Return the name of the record with an id, for records that show themselves."""
    record = records.at(id)
    return None if record is None else record.name


names_from(Owner(_name, records.has))

globals().update({cls.folder: records.collection(cls, Collection) for cls in KINDS.values()})

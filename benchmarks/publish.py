"""How long the site takes to build, and how large it is.

python benchmarks/publish.py
"""

import gzip
import tempfile
import time
from pathlib import Path

import untip
import untip.publish

PAGES = {"front page": "index.html", "record page": "instruments/palermo-protocol/index.html"}


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        start, wall = time.process_time(), time.perf_counter()
        untip.publish.build(folder)
        used, passed = time.process_time() - start, time.perf_counter() - wall
        files = [path for path in folder.rglob("*") if path.is_file()]
        pages = sum(path.suffix == ".html" for path in files)
        print(f"{pages} pages, {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB")
        print(f"  processor time   {used:6.1f} s    at most 30")
        print(f"  passed           {passed:6.1f} s")
        for what, path in PAGES.items():
            print(
                f"  {what:<15}  {len(gzip.compress((folder / path).read_bytes(), 6)) / 1000:6.1f} kB   gzip, HTML alone"
            )


if __name__ == "__main__":
    main()

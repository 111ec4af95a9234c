"""What PyInstaller cannot see: the face imports by name, and the compiled records are data."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

hiddenimports = [
    name for name in collect_submodules("untip") if "_hypothesis" not in name and "_pyinstaller" not in name
]
datas = collect_data_files("untip")

# what an application does not import itself is not needed by it: gigabytes, where all happen to be installed
excludedimports = [
    *("ahocorasick_rs", "altair", "dask", "duckdb", "jinja2", "narwhals", "numpy", "pandas", "polars", "pyarrow"),
    *("pyspark", "rapidfuzz", "rdflib", "vl_convert", "xlsxwriter", "hypothesis", "IPython"),
]

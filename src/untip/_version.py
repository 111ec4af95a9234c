"""The version of the code, and that of the data."""

__version__ = "0.1.0"
__data_version__ = "2026.12"

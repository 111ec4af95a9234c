"""The memory of this process, in MB: what it uses now, and the most that it has used."""

import sys


def in_use() -> float:
    """Return the memory in use now; where the system does not say it, the most that was in use."""
    return _of("VmRSS")


def peak() -> float:
    """Return the most memory that was in use."""
    return _of("VmHWM")


def _of(name: str) -> float:
    try:  # on Linux, where `ru_maxrss` has that of the parent too
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(name)) / 1024
    except OSError:
        import resource  # Windows has none

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1024 * 1024 if sys.platform == "darwin" else 1024)

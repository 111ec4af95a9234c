"""The interpreter ends amid searches: no crash, no hang."""

import subprocess
import sys

import pytest

SEARCHING = """
import threading, time, untip
untip.search("child")
def ask():
    while True:
        untip.search("trafficking in persons")
for _ in range(3):
    threading.Thread(target=ask, daemon=True).start()
time.sleep(0.01)
"""


def run(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own, which must end by itself."""
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.slow
def test_a_process_ends_while_threads_search() -> None:
    """Processes that end normally amid searches of daemon threads."""
    # each is forked from one that has read the records, so that only the end is repeated
    script = f"""
import os, signal, sys, untip
untip.search("child"), untip.find("ICAT")
codes = []
for _ in range(12):
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        exec({SEARCHING!r})
        sys.exit(0)  # with atexit and the end of the interpreter
    codes.append(os.waitpid(child, 0)[1])
print(len(codes), sorted(set(codes)))
"""
    done = run(script)
    assert (done.returncode, done.stdout, done.stderr) == (0, "12 [0]\n", "")

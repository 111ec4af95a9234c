"""`python -m untip.publish DIR`: the same as `untip publish DIR`."""

import runpy
import sys

if __name__ == "__main__":
    sys.argv[1:1] = ["publish"]
    runpy.run_module("untip", run_name="__main__", alter_sys=True)

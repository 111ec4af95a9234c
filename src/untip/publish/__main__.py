"""`python -m untip.publish DIR`: the same as `untip publish DIR`."""

import sys

from untip._cli.main import main

if __name__ == "__main__":
    sys.exit(main(["publish", *sys.argv[1:]]))

"""`python -m untip`."""

from untip._cli import main

raise SystemExit(main())

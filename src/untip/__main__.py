"""`python -m untip`."""

from untip._cli.main import main

raise SystemExit(main())

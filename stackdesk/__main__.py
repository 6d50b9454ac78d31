"""`python -m stackdesk` is the command `stackdesk`."""

import sys

from stackdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())

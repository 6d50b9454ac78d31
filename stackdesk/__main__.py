"""`python -m stackdesk` is the command `stackdesk`."""

import sys

if __name__ == "__main__":
    try:
        from stackdesk.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # while loading; `main` has its own
        sys.exit(130)

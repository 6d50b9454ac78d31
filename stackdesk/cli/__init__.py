"""The command line: run, explain, check, warm and bench; without a command it opens the window."""

from stackdesk.cli.program import main

__all__ = ["main"]

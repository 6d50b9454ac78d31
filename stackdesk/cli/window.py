"""Open the window."""

from __future__ import annotations

import argparse
import importlib

from stackdesk.cli.streams import complain


def parser() -> argparse.ArgumentParser:
    """Make the parser for what is no command."""
    made = argparse.ArgumentParser(prog="stackdesk", description=__doc__, allow_abbrev=False)
    made.add_argument("file", metavar="FILE", nargs="?", help="a scenario file; without one, a new scenario")
    made.set_defaults(obey=obey)
    return made


def obey(options: argparse.Namespace) -> int:
    """Open the window on the file, and stay until it is closed."""
    missing = _missing()
    if missing:
        complain(
            f"stackdesk: the window needs {missing}, which is not installed here "
            "(`make setup` installs all); run, explain and check work without it"
        )
        return 1
    from stackdesk.ui.app import main

    return main([options.file] if options.file is not None else [])


def _missing() -> str:
    """Name what the window needs and cannot be loaded."""
    for module in ("PySide6.QtWidgets", "pyqtgraph"):
        try:
            importlib.import_module(module)
        except ImportError as error:
            return f"{module.partition('.')[0]} ({error})"
    return ""

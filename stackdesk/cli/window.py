"""Open the window."""

from __future__ import annotations

import argparse
import importlib
import os
import sys

from stackdesk.cli.streams import complain
from stackdesk.ui.garbage import all_kept


def parser() -> argparse.ArgumentParser:
    """Make the parser for what is no command."""
    made = argparse.ArgumentParser(prog="stackdesk", description=__doc__, allow_abbrev=False)
    made.add_argument("file", metavar="FILE", nargs="?", help="a scenario file; without one, a new scenario")
    made.set_defaults(obey=obey)
    return made


def obey(options: argparse.Namespace) -> int:
    """Open the window on the file, and stay until it is closed."""
    with all_kept():
        lacking = _lacking()
        if lacking:
            complain(f"stackdesk: the window needs {lacking}; run, explain and check work without it")
            return 1
        from stackdesk.ui.app import main

    return main([options.file] if options.file is not None else [])


def _lacking() -> str:
    """Name what the window needs and is not there: a package, or a screen, without which Qt aborts."""
    for package, module in (("PySide6", "PySide6.QtWidgets"), ("pyqtgraph", "stackdesk.ui.mirror")):
        try:
            importlib.import_module(module)
        except ImportError as error:
            return f"{package}, which cannot be loaded here ({error})"
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        return "a screen, and there is none here (DISPLAY and WAYLAND_DISPLAY are not set)"
    return ""

"""The door to the window: make the application and the main window, and run them."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from stackdesk.desk import Desk
from stackdesk.engine import Runner
from stackdesk.ui import typeface
from stackdesk.ui.ease import Ease
from stackdesk.ui.garbage import all_kept
from stackdesk.ui.settings import Settings
from stackdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from stackdesk.ui.start.previews import Previews

TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"


FIRST_YEAR = 2030.0


def create(path: str | Path | None = None, *, computed: bool = True) -> tuple[QApplication, MainWindow]:
    """Build the window without entering the event loop; nothing modal is ever opened here.

    A file that cannot be opened leaves the bare reference on the desk, and the window says why. With
    `computed` the result is there on return; without, it comes once the window is on screen.
    """
    application = prepared_application()
    runner = Runner()
    desk = Desk(runner)
    desk.year = FIRST_YEAR
    ease = Ease()
    window = MainWindow(desk, runner, Settings(), ease, ease.checks, _previews)
    kept = window.settings.geometry
    if kept is not None:
        window.restoreGeometry(kept)
    if path is not None:
        window.open_path(Path(path))
    window.session.keeping.offer()
    if computed:
        runner.prepared(desk.scenario)
        runner.compiled_ready()
        desk.compute()
    return application, window


def _previews() -> Previews:
    """Make what runs the stories, when the start page is first shown."""
    from stackdesk.ui.start.previews import Previews

    return Previews()


def prepared_application() -> QApplication:
    """Give the one application, in Fusion style, with typeface and translations loaded."""
    running = QApplication.instance()
    sys.setswitchinterval(0.0003)  # background threads hand the interpreter over within a frame
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("StackDesk")
    application.setApplicationDisplayName("StackDesk")
    application.setDesktopFileName("stackdesk")
    application.setStyle("Fusion")
    typeface.load()
    application.setFont(typeface.lettering(13))
    _translate(application)
    return application


def _translate(application: QApplication) -> None:
    """Load Qt's own words and ours for the user's language, where there are any."""
    places = (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("stackdesk", str(TRANSLATIONS)),
    )
    for name, folder in places:
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window on a file, if one is named, and stay until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it at once
    with all_kept():
        application, window = create(arguments[0] if arguments else None, computed=False)
        if not arguments and not window.session.at_start():
            window.start.show()
        window.show()
    return application.exec()

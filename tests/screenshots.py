"""Pictures of the window for people to look at: `python -m tests.screenshots OUTDIR [SCENARIO]`.

`--screens OUTDIR` draws other screens instead, each in a process of its own: dense, large, with larger text.
Needs no screen: without a display it draws offscreen. Settings of the user are neither read nor written.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from stackdesk.ui.window import MainWindow

SHOTS = (
    ("1280x720", 1280, 720),
    ("1280x800", 1280, 800),
    ("1600x950", 1600, 950),
    ("1920x1080", 1920, 1080),
)
THEMES = ("light", "dark")
SCREENS = (
    ("1000x640", 1000, 640, 1.0, 100),
    ("1280x720-at-150", 1280, 720, 1.5, 100),
    ("1280x720-at-200", 1280, 720, 2.0, 100),
    ("2560x1440", 2560, 1440, 1.0, 100),
    ("3840x2160", 3840, 2160, 1.0, 100),
    ("1280x720-text-125", 1280, 720, 1.0, 125),
    ("1280x720-text-150", 1280, 720, 1.0, 150),
    ("1600x950-text-150", 1600, 950, 1.0, 150),
    ("1920x1080-text-85", 1920, 1080, 1.0, 85),
)
"""Name, logical pixels, how many pixels of the screen each is, size of text in percent."""
LEVER = "infrastructure.connection.lead_time"
ONE = "STACKDESK_SCREENSHOT"
PATIENCE_MS = 120_000


def main(arguments: list[str]) -> int:
    """Draw every size in both themes: at rest, with a lever held, the inspector, the fit, other pages."""
    if not arguments:
        print("usage: python -m tests.screenshots OUTDIR [SCENARIO]", file=sys.stderr)
        return 2
    if arguments[0] == "--screens":
        return _draw_screens(Path(arguments[1]))
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["STACKDESK_SETTINGS"] = str(Path(home) / "settings.ini")
        if not os.environ.get("DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        if os.environ.get(ONE):
            _draw_screen(folder, os.environ[ONE])
        else:
            _draw(folder, arguments[1] if len(arguments) > 1 else None)
    return 0


def _draw_screens(folder: Path) -> int:
    """Draw every other screen; a scale holds for a whole process."""
    failed = 0
    for name, _, _, factor, _ in SCREENS:
        environment = {**os.environ, "QT_SCALE_FACTOR": str(factor), ONE: name}
        done = subprocess.run(
            [sys.executable, "-m", "tests.screenshots", str(folder)], env=environment, check=False
        )
        failed += done.returncode != 0
    return failed


def _draw_screen(folder: Path, wanted: str) -> None:
    """Draw the desk, its inspector and presentation on one screen, light and dark."""
    from PySide6.QtCore import Qt

    width, height, percent = next((w, h, p) for name, w, h, _, p in SCREENS if name == wanted)
    window, wait, keep = _begin(folder, None)
    window.text_size.choose(percent)
    window.resize(width, height)
    for theme in THEMES:
        window.choose_theme(theme)
        wait(800)
        keep(window, f"{wanted}-{theme}")
    window.commands.show_inspector()
    wait(300)
    keep(window, f"{wanted}-dark-inspector")
    window.presenting.turn()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(width, height)
    wait(500)
    keep(window, f"{wanted}-dark-presentation")
    window.presenting.stop()
    window.close()


def _begin(
    folder: Path, scenario: str | None
) -> tuple[MainWindow, Callable[[int], None], Callable[[QWidget, str], None]]:
    """Open the window and wait until it is warm; give what waits and what keeps a picture."""
    from PySide6.QtCore import QEventLoop, QTimer

    from stackdesk.ui.app import create

    def wait(milliseconds: int) -> None:
        """Let the window live for a while (QTest.qWait would starve its threads)."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def keep(window: QWidget, name: str) -> None:
        path = folder / f"{name}.png"
        window.grab().save(str(path))
        print(path)

    _, window = create(scenario)
    window.show()
    waited = 0
    while not (window.live.compiled and window.desk.result is not None) and waited < PATIENCE_MS:
        wait(100)
        waited += 100
    wait(1500)
    return window, wait, keep


def _draw(folder: Path, scenario: str | None) -> None:
    window, wait, keep = _begin(folder, scenario)
    for theme in THEMES:
        window.choose_theme(theme)
        for name, width, height in SHOTS:
            window.resize(width, height)
            wait(700)
            keep(window, f"{name}-{theme}")
    _hold(window)
    for theme in THEMES:
        window.choose_theme(theme)
        for name, width, height in (SHOTS[1], SHOTS[2]):
            window.resize(width, height)
            wait(700)
            keep(window, f"{name}-{theme}-drag")
    window.resize(1280, 800)
    window.commands.show_inspector()
    wait(500)
    keep(window, "1280x800-dark-inspector")
    window.desk.cancel()
    window.commands.show_table("infrastructure")
    wait(500)
    window.commands.table("infrastructure").grab().save(str(folder / "table-dark.png"))
    window.commands.show_figure(window.reference.observations[-1].id)
    for theme in THEMES:
        window.choose_theme(theme)
        for name, width, height in (SHOTS[1], SHOTS[3]):
            window.resize(width, height)
            wait(700)
            keep(window, f"{name}-{theme}-fit")
    window.commands.close_fit()
    _draw_solving(window, wait, keep)
    _draw_comparison(window, wait, keep)
    _draw_extras(window, wait, keep)
    _draw_pages(window, wait, keep)
    window.comparing.stop()
    window.banding.stop()
    window.start.stop()
    window.solving.stop()
    window.climbing.stop()
    window.live.stop()


def _draw_solving(
    window: MainWindow, wait: Callable[[int], None], keep: Callable[[QWidget, str], None]
) -> None:
    """Draw a curve that is pulled out of reach, the window for targets and the ladder."""
    from PySide6.QtCore import QPointF

    from stackdesk.ui.solve.grip import Grip

    solving, year = window.solving, 2034.0
    hold, pulling = solving.holds[0], solving.pulling
    for theme in THEMES:
        window.choose_theme(theme)
        for name, width, height in (SHOTS[0], SHOTS[2]):
            window.resize(width, height)
            wait(700)
            plane, ceilings = window.work.ceilings.plot.plane(), window.work.ceilings.ceilings
            assert ceilings is not None
            grip = hold.grip_at(QPointF(plane.x(year), plane.y(ceilings.at("delivered", year))))
            assert isinstance(grip, Grip)
            pulling.levers.remember(LEVER)
            solving._hold = hold
            solving._take(hold, grip)
            pulling.pull(1.2 * grip.value)
            wait(4000)
            keep(window, f"{name}-{theme}-pull")
            pulling.cancel()
        window.desk.year = 2031.0
        solving.open_target()
        window.climbing.open()
        wait(6000)
        assert solving.target is not None
        assert window.climbing.window is not None
        for part, of in ((solving.target, "target"), (window.climbing.window, "ladder")):
            keep(part, f"{of}-{theme}")
            part.hide()


def _draw_comparison(
    window: MainWindow, wait: Callable[[int], None], keep: Callable[[QWidget, str], None]
) -> None:
    """Draw three scenarios held side by side: overlay in all themes, then differences and regions."""
    stories = window.start.folder
    window.open_path(stories / "packaging-constrained.toml")
    window.open_path(stories / "trades-constrained.toml")
    window.desk.against = window.desk.sheets[-2]
    window.desk.year = 2030.0
    window.comparing.action.trigger()
    page = window.comparing.page
    assert page is not None
    waited = 0
    while page.attributing.current is None and waited < PATIENCE_MS:
        wait(200)
        waited += 200
    for theme in ("light", "dark", "contrast_light", "contrast_dark"):
        window.choose_theme(theme)
        for name, width, height in (SHOTS[0], SHOTS[2], SHOTS[3]):
            window.resize(width, height)
            wait(500)
            keep(window, f"{name}-{theme}-compare")
    window.choose_theme("light")
    page.effects.turn_to("outcomes")
    for mode in ("difference", "beside"):
        page.chart.turn_to(mode)
        wait(500)
        keep(window, f"{SHOTS[3][0]}-light-compare-{mode}")
    window.comparing.leave()


def _draw_extras(
    window: MainWindow, wait: Callable[[int], None], keep: Callable[[QWidget, str], None]
) -> None:
    """Draw tabs with bands on, the board, snapshots, what varies, and a question about kept work."""
    from stackdesk.desk import recovery
    from stackdesk.ui.keeping import state_folder

    kept = recovery.work_of(window.desk.sheet, window.documents.name(), 1.9e9)
    recovery.keep(state_folder() / "recovery" / "1-gone", kept)
    window.banding.action.trigger()
    waited = 0
    while window.banding.shown is None and waited < PATIENCE_MS:
        wait(200)
        waited += 200
    for theme in THEMES:
        window.choose_theme(theme)
        for name, width, height in (SHOTS[0], SHOTS[2]):
            window.resize(width, height)
            wait(700)
            keep(window, f"{name}-{theme}-tabs-bands")
            window.board.action.trigger()
            wait(700)
            keep(window, f"{name}-{theme}-board")
            window.board.action.trigger()
            window.session.keeping.offer()
            wait(300)
            keep(window, f"{name}-{theme}-question")
            window.documents.question.answer("cancel")
        _draw_windows(window, wait, keep, theme)
    window.banding.action.trigger()


def _draw_windows(
    window: MainWindow, wait: Callable[[int], None], keep: Callable[[QWidget, str], None], theme: str
) -> None:
    """Draw the lists of snapshots and of what varies."""
    box = window.session.show_snapshots()
    for name in ("Before the moratorium", "With twice the electricians"):
        box.name.setText(name)
        box.keep.click()
    box.list.setCurrentRow(0)
    wait(300)
    keep(box, f"snapshots-{theme}")
    for _ in range(2):
        box.list.setCurrentRow(0)
        box.remove.click()
    box.close()
    window.banding.vary(LEVER)
    wait(300)
    keep(window, f"{SHOTS[2][0]}-{theme}-varies")
    window.banding.open_list()
    assert window.banding.list is not None
    wait(2500)
    keep(window.banding.list, f"drivers-{theme}")
    window.banding.list.hide()


def _draw_pages(
    window: MainWindow, wait: Callable[[int], None], keep: Callable[[MainWindow, str], None]
) -> None:
    """Draw the start page in all themes, presentation, and a step of the tour."""
    from PySide6.QtCore import Qt

    window.start.show()
    wait(3000)
    for theme in ("light", "dark", "contrast_light", "contrast_dark"):
        window.choose_theme(theme)
        for name, width, height in (SHOTS[0], SHOTS[2]):
            window.resize(width, height)
            wait(300)
            keep(window, f"{name}-{theme}-start")
    for theme in THEMES:
        window.choose_theme(theme)
        window.presenting.turn()
        window.setWindowState(Qt.WindowState.WindowNoState)
        for name, width, height in (SHOTS[1], SHOTS[3]):
            window.resize(width, height)
            wait(500)
            keep(window, f"{name}-{theme}-presentation")
        window.presenting.stop()
        window.resize(*SHOTS[1][1:])
        window.tour.begin()
        window.tour.next()
        wait(500)
        keep(window, f"{SHOTS[1][0]}-{theme}-tour")
        window.tour.end()


def _hold(window: object) -> None:
    """Hold a lever a third below its reference, as a hand would."""
    from stackdesk.ui.window import MainWindow

    assert isinstance(window, MainWindow)
    window.commands.go_to_layer("infrastructure")
    lever = window.stack.lever(LEVER)
    assert lever is not None
    slider = lever.slider
    slider.held = True
    slider.pressed.emit()
    slider.sliderMoved.emit(round(slider.value() * 0.65))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

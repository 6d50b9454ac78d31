"""A program run on a real X screen of its own, for tests with real mouse and key events."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
THERE = bool(shutil.which("Xvfb") and shutil.which("xdotool"))
PATIENCE_S = 110

WORDS = """
import json, subprocess, sys
from PySide6.QtCore import QEventLoop, QPoint, QTimer
from stackdesk.ui.app import create

def wait(milliseconds):
    loop = QEventLoop(); QTimer.singleShot(milliseconds, loop.quit); loop.exec()

def until(reached):
    for _ in range(500):
        if reached():
            return
        wait(100)
    raise TimeoutError

def send(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)
    wait(60)

def place_of(widget, x=None):
    middle = widget.rect().center()
    return widget.mapToGlobal(QPoint(middle.x() if x is None else round(x), middle.y()))

"""
"""What every such program begins with: `create`, and `wait`, `until`, `send` (to xdotool), `place_of`."""


def told_on_screen(program: str, *arguments: str, size: str = "1280x800") -> Any:
    """Run a program on a screen of its own; give the JSON that it prints last."""
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as screen:
        assert screen.stdout is not None
        try:
            number = screen.stdout.readline().strip()
            environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
            environment["PYTHONPATH"] = str(ROOT)
            done = subprocess.run(
                [sys.executable, "-c", WORDS + program, *arguments],
                env=environment,
                capture_output=True,
                text=True,
                timeout=PATIENCE_S,
                check=False,
            )
        finally:
            screen.terminate()
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])

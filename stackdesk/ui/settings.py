"""What the window remembers between two starts: its place, the theme, files opened lately. Nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QApplication

MOST_RECENT = 8
TEXT_SIZES = (85, 90, 100, 110, 125, 150)
THEMES = ("system", "light", "dark", "contrast_light", "contrast_dark")


class Settings:
    """A thin layer over QSettings; STACKDESK_SETTINGS names another file."""

    def __init__(self) -> None:
        own = os.environ.get("STACKDESK_SETTINGS")
        self._store = (
            QSettings(own, QSettings.Format.IniFormat) if own else QSettings("StackDesk", "StackDesk")
        )

    @property
    def theme(self) -> str:
        """The chosen theme: system, light, dark, or one of high contrast."""
        chosen = str(self._store.value("theme", "system"))
        return chosen if chosen in THEMES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing should move by itself; until it is chosen, as the platform says."""
        kept = self._store.value("reduced_motion")
        if kept is None:
            return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        return str(kept).lower() == "true"

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._store.setValue("reduced_motion", reduced)

    @property
    def bands(self) -> bool:
        """Whether bands are shown."""
        return str(self._store.value("bands", "false")).lower() == "true"

    @bands.setter
    def bands(self, shown: bool) -> None:
        self._store.setValue("bands", shown)

    @property
    def columns(self) -> QByteArray | None:
        """The columns of the tables of parameters, as Qt writes them."""
        kept = self._store.value("columns")
        return kept if isinstance(kept, QByteArray) else None

    @columns.setter
    def columns(self, kept: QByteArray) -> None:
        self._store.setValue("columns", kept)

    @property
    def tour_seen(self) -> bool:
        """Whether the tour was taken, or put away."""
        return str(self._store.value("tour_seen", "false")).lower() == "true"

    @tour_seen.setter
    def tour_seen(self, seen: bool) -> None:
        self._store.setValue("tour_seen", seen)

    @property
    def geometry(self) -> QByteArray | None:
        """The window's place and size, as Qt writes it."""
        kept = self._store.value("geometry")
        return kept if isinstance(kept, QByteArray) else None

    @geometry.setter
    def geometry(self, kept: QByteArray) -> None:
        self._store.setValue("geometry", kept)

    @property
    def layout(self) -> str:
        """How the window's room is shared out, as the arrangement writes it."""
        return str(self._store.value("layout", ""))

    @layout.setter
    def layout(self, written: str) -> None:
        self._store.setValue("layout", written)

    @property
    def charts(self) -> str:
        """What the user chose for charts, and what is on the board, as written by the charts' memory."""
        return str(self._store.value("charts", ""))

    @charts.setter
    def charts(self, written: str) -> None:
        self._store.setValue("charts", written)

    @property
    def text_size(self) -> int:
        """The size of all type in percent of the designed one."""
        kept = str(self._store.value("text_size", "100"))
        return int(kept) if kept.isdigit() and int(kept) in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._store.setValue("text_size", percent)

    @property
    def folder(self) -> str:
        """The folder a file was last opened from or saved to."""
        return str(self._store.value("folder", ""))

    def recent(self) -> list[Path]:
        """List files opened lately that are still there, newest first."""
        kept = self._store.value("recent", [])
        names = kept if isinstance(kept, list) else [kept]
        return [Path(str(name)) for name in names if name and Path(str(name)).exists()]

    def remember(self, path: Path) -> None:
        """Put a file on top of the list."""
        names = [str(path.absolute()), *(str(p) for p in self.recent() if p != path.absolute())]
        self._store.setValue("recent", names[:MOST_RECENT])
        self._store.setValue("folder", str(path.absolute().parent))

    def session(self) -> tuple[list[Path], Path | None]:
        """List the files that were open last and are still there, and the one that was in front."""
        kept = self._store.value("session", [])
        names = kept if isinstance(kept, list) else [kept]
        front = str(self._store.value("front", ""))
        return [Path(str(name)) for name in names if name and Path(str(name)).exists()], Path(front)

    def remember_session(self, paths: Sequence[Path], front: Path | None) -> None:
        """Remember which files are open."""
        self._store.setValue("session", [str(path) for path in paths])
        self._store.setValue("front", str(front.absolute()) if front is not None else "")

    @property
    def reopen(self) -> bool:
        """Whether the files that were open last are opened at start."""
        return str(self._store.value("reopen", "false")).lower() == "true"

    @reopen.setter
    def reopen(self, reopen: bool) -> None:
        self._store.setValue("reopen", reopen)

    def forget(self) -> None:
        """Empty the list."""
        self._store.remove("recent")

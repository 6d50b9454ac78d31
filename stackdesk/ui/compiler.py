"""Compiling the engine in another process, so that the window is never held up; the result lies on disk."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal


class Compiler(QObject):
    """Tries once; where compiling is forbidden (`STACKDESK_JIT=0`) or fails, plain Python goes on serving."""

    done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tried = False
        self._process = QProcess(self)
        self._process.finished.connect(self._finished)

    def start(self) -> None:
        """Begin, unless it was tried before."""
        self.tried = True
        if os.environ.get("STACKDESK_JIT") == "0":
            return
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        self._process.setProcessEnvironment(environment)
        self._process.start(sys.executable, ["-m", "stackdesk", "warm"])

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def stop(self) -> None:
        """End it with the window."""
        self._process.blockSignals(True)
        if self.running:
            self._process.kill()
            self._process.waitForFinished(2000)

    def _finished(self, code: int) -> None:
        if code == 0:
            self.done.emit()

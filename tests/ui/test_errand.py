"""Long questions beside the window: the newest wins, cancelling silences, refusals are told in words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from stackdesk.core.errors import StackDeskError
from stackdesk.engine.errands import ErrandCancelledError
from stackdesk.ui.errand import Errand


class Asked:
    """Answers each question when it is let go, unless it is cancelled first."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.gate = threading.Event()
        self.cancels = 0
        self.closed = False

    def ask(self, name: str, *arguments: Any, told: Callable[[Any], None]) -> Any:
        self.begun.append(name)
        told(0.5)
        cancels = self.cancels
        while not self.gate.wait(0.005):
            if self.cancels > cancels:
                raise ErrandCancelledError
        if name == "refused":
            raise StackDeskError("no such lever")
        return name, *arguments

    def cancel(self) -> None:
        self.cancels += 1

    def close(self) -> None:
        self.closed = True
        self.gate.set()


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def errand(qtbot: QtBot, asked: Asked) -> Iterator[Errand]:
    errand = Errand(asks=asked)
    yield errand
    errand.stop()


def test_an_answer_comes_with_what_was_told_before(qtbot: QtBot, errand: Errand, asked: Asked) -> None:
    with qtbot.waitSignal(errand.told) as told:
        errand.ask("solve", 1, 2)
    assert told.args == [0.5]
    assert errand.busy
    with qtbot.waitSignal(errand.answered) as answered:
        asked.gate.set()
    assert answered.args == [("solve", 1, 2)]
    assert not errand.busy


def test_the_newest_question_is_the_one_that_is_answered(qtbot: QtBot, errand: Errand, asked: Asked) -> None:
    answers: list[Any] = []
    errand.answered.connect(answers.append)
    errand.ask("first")
    qtbot.waitUntil(lambda: asked.begun == ["first"])
    errand.ask("second")
    errand.ask("third")
    asked_before = asked.cancels
    assert asked_before >= 1
    qtbot.waitUntil(lambda: "third" in asked.begun)
    asked.gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("third",)]


def test_after_cancelling_nothing_is_heard(qtbot: QtBot, errand: Errand, asked: Asked) -> None:
    errand.ask("first")
    qtbot.waitUntil(lambda: asked.begun == ["first"])
    with qtbot.assertNotEmitted(errand.answered, wait=60), qtbot.assertNotEmitted(errand.failed, wait=60):
        errand.cancel()
        asked.gate.set()
    assert not errand.busy


def test_a_refusal_is_told_in_words(qtbot: QtBot, errand: Errand, asked: Asked) -> None:
    asked.gate.set()
    with qtbot.waitSignal(errand.failed) as failed:
        errand.ask("refused")
    assert failed.args == ["no such lever"]
    assert not errand.busy


def test_the_process_ends_with_the_window(qtbot: QtBot, asked: Asked) -> None:
    errand = Errand(asks=asked)
    errand.ask("first")
    errand.stop()
    assert asked.closed

"""Several scenarios in the window: tabs, what is held against, the questions about files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from stackdesk.ui import documents
from stackdesk.ui.app import create
from stackdesk.ui.question import CANCEL, Answer
from stackdesk.ui.window import MainWindow

LEAD = "infrastructure.connection.lead_time"
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PATIENCE = 100_000


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The real window on a new scenario."""
    _, made = create(None)
    made.resize(1280, 720)
    made.show()
    qtbot.waitUntil(lambda: made.live.known, timeout=PATIENCE)
    yield made
    made.documents.ask_unsaved = lambda: made.documents.DISCARD  # type: ignore[method-assign]
    made.close()
    made.deleteLater()


def written(folder: Path, name: str, years: float) -> Path:
    """Write a scenario that changes one parameter."""
    path = folder / f"{name}.toml"
    text = f"[infrastructure.connection]\nlead_time = {years}\n"
    path.write_text(f'schema = 1\nreference = "2026.2"\n[scenario]\ntitle = "{name}"\n{text}')
    return path


@pytest.fixture
def three(window: MainWindow, tmp_path: Path) -> list[Path]:
    """Three files, opened one after another."""
    paths = [written(tmp_path, name, years) for name, years in (("one", 2.0), ("two", 4.0), ("three", 5.0))]
    for path in paths:
        assert window.open_path(path)
    return paths


def names(window: MainWindow) -> list[str]:
    """What the tabs say."""
    tabs = window.tabbing.tabs
    return [tabs.tabText(place) for place in range(tabs.count())]


def answer(window: MainWindow, key: str) -> None:
    """Press a button of the question that stands."""
    button = window.documents.question.findChild(QPushButton, f"question.{key}")
    assert button is not None
    QTest.mouseClick(button, LEFT)


def test_tabs_stand_while_more_than_one_scenario_is_open_and_cost_the_stack_nothing(
    window: MainWindow, tmp_path: Path
) -> None:
    window.open_path(written(tmp_path, "one", 2.0))
    assert not window.tabbing.tabs.isVisible()
    tall, levers = window.stack.height(), len(window.stack.levers())
    window.open_path(written(tmp_path, "two", 4.0))

    assert window.tabbing.tabs.isVisible()
    assert window.tabbing.tabs.height() <= 28
    assert names(window) == ["one", "two"]
    assert (window.stack.height(), len(window.stack.levers())) == (tall, levers)


def test_a_click_and_keys_turn_to_another_scenario(
    window: MainWindow, three: list[Path], qtbot: QtBot
) -> None:
    tabs = window.tabbing.tabs
    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(0).center())
    assert window.desk.path == three[0]
    qtbot.waitUntil(lambda: window.windowTitle().startswith("one"))
    lever = window.stack.lever(LEAD)
    assert lever is not None
    qtbot.waitUntil(lambda: lever.box.value() == pytest.approx(2.0))
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.path == three[1]
    back = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Backtab, back)
    QTest.keyClick(window, Qt.Key.Key_Backtab, back)
    assert window.desk.path == three[2]


def test_the_middle_button_and_the_cross_close_a_tab(window: MainWindow, three: list[Path]) -> None:
    tabs = window.tabbing.tabs
    QTest.mouseClick(tabs, MIDDLE, pos=tabs.tabRect(0).center())
    assert names(window) == ["two", "three"]
    button = tabs.tabButton(0, tabs.ButtonPosition.RightSide)
    assert button is not None
    assert button.accessibleName() == "Close two"
    QTest.mouseClick(button, LEFT)
    assert [one.path for one in window.desk.sheets] == [three[2]]
    assert not tabs.isVisible()


def test_tabs_are_told_to_assistive_technology(window: MainWindow, three: list[Path]) -> None:
    window.desk.set_value(LEAD, 3.0)
    window.tabbing.show()
    told = window.tabbing.tabs.accessibleTabName(2)

    assert told.splitlines() == ["three", str(three[2]), "not saved"]


def test_moving_a_tab_moves_the_scenario(window: MainWindow, three: list[Path]) -> None:
    window.tabbing.tabs.moveTab(2, 0)

    assert [one.path for one in window.desk.sheets] == [three[2], three[0], three[1]]
    assert names(window) == ["three", "one", "two"]
    assert window.desk.path == three[2]


def test_what_is_chosen_to_compare_with_is_followed_and_named(
    window: MainWindow, three: list[Path], qtbot: QtBot
) -> None:
    box = window.top.against
    assert [box.itemText(place) for place in range(box.count())] == [
        "Baseline",
        "one",
        "two",
        "Open Another…",
    ]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    qtbot.waitUntil(lambda: window.desk.against_result is not None, timeout=PATIENCE)
    view = window.view()
    assert view is not None
    assert view.against_name == "one"
    assert view.reference_result is window.desk.sheets[0].result
    qtbot.waitUntil(lambda: "one" in [curve.label for curve in window.work.ceilings._ceilings.curves])  # type: ignore[union-attr]
    assert "compared with" in window.tabbing.tabs.accessibleTabName(0)
    window.documents.turn_to(window.desk.sheets[1])
    assert box.currentText() == "Baseline"


def test_a_variant_is_held_against_its_parent(window: MainWindow, three: list[Path]) -> None:
    window.documents.duplicate()
    assert names(window)[-1] == "three, variant"
    assert window.top.against.currentText() == "three"
    window.documents.open_parent()

    assert window.desk.path == three[2]


def test_closing_what_is_not_saved_asks_in_the_window_and_esc_stays(
    window: MainWindow, three: list[Path]
) -> None:
    window.desk.set_value(LEAD, 3.0)
    window.documents.close()
    question = window.documents.question
    assert question.asked == "Save the changes to “three”?"
    assert QApplication.activeModalWidget() is None
    QTest.keyClick(question.buttons[0], Qt.Key.Key_Escape)
    assert not question.isVisible()
    assert window.desk.path == three[2]
    window.documents.close()
    answer(window, "save")

    assert [one.path for one in window.desk.sheets] == three[:2]
    assert "lead_time = 3.0" in three[2].read_text()


def test_closing_without_saving_leaves_the_file(window: MainWindow, three: list[Path]) -> None:
    before = three[2].read_bytes()
    window.desk.set_value(LEAD, 3.0)
    window.documents.close()
    answer(window, "discard")

    assert [one.path for one in window.desk.sheets] == three[:2]
    assert three[2].read_bytes() == before


def test_quitting_asks_once_about_all_that_is_not_saved(window: MainWindow, three: list[Path]) -> None:
    window.desk.set_value(LEAD, 3.0)
    window.documents.turn_to(window.desk.sheets[0])
    window.desk.set_value(LEAD, 2.5)
    window.close()
    assert window.isVisible()
    assert window.documents.question.asked == "Save the changes to 2 scenarios?"
    assert "“one”, “three”" in window.documents.question.accessibleDescription()
    answer(window, "save")

    assert not window.isVisible()
    assert "lead_time = 2.5" in three[0].read_text()
    assert "lead_time = 3.0" in three[2].read_text()


def test_a_story_is_never_written_over(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = tmp_path / "stories"
    stories.mkdir()
    monkeypatch.setattr(documents, "STORIES", stories)
    story = written(stories, "story", 2.0)
    before = story.read_bytes()
    offered: list[str] = []

    def choose(*arguments: object) -> tuple[str, str]:
        offered.append(str(arguments[2]))
        return (str(story) if len(offered) == 1 else str(tmp_path / "mine.toml")), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.open_path(story)
    window.desk.set_value(LEAD, 3.0)
    assert not window.documents.save()  # the story itself was chosen
    assert "ships with StackDesk" in window.work.notice.text()
    assert window.documents.save()

    assert story.read_bytes() == before
    assert window.desk.path == tmp_path / "mine.toml"
    assert not [place for place in offered if Path(place).is_relative_to(stories)]


def test_saving_asks_first_when_somebody_else_has_changed_the_file(
    window: MainWindow, three: list[Path]
) -> None:
    window.desk.set_value(LEAD, 3.0)
    written(three[2].parent, "three", 6.0)
    theirs = three[2].read_bytes()
    assert not window.documents.save()
    assert window.documents.question.asked == "three.toml was changed by another program"
    assert three[2].read_bytes() == theirs
    answer(window, "keep")
    assert window.desk.unsaved
    assert three[2].read_bytes() == theirs
    assert window.documents.save()
    assert "lead_time = 3.0" in three[2].read_text()
    assert three[2].with_name("three.toml~").read_bytes() == theirs


def test_a_file_changed_by_somebody_else_can_be_read_again(window: MainWindow, three: list[Path]) -> None:
    window.desk.set_value(LEAD, 3.0)
    written(three[2].parent, "three", 6.0)
    window.documents.save()
    answer(window, "reload")

    assert window.desk.scenario.values[LEAD] == 6.0
    assert not window.desk.unsaved


def test_a_question_about_a_scenario_that_is_closed_meanwhile_touches_no_other(
    window: MainWindow, three: list[Path]
) -> None:
    gone, stays = window.desk.sheets[1], window.desk.sheets[2]
    window.documents.turn_to(stays)
    window.desk.set_value(LEAD, 3.0)
    window.documents.ask_conflict(gone)
    window.documents.close(gone)
    answer(window, "reload")
    assert window.desk.sheet is stays
    assert window.desk.scenario.values[LEAD] == 3.0
    window.documents.close_all(window.desk.sheets)
    window.documents._drop(window.desk.sheets[:1])
    answer(window, "discard")
    assert [one.path for one in window.desk.sheets] == [None]


def test_a_question_is_answered_although_what_had_the_focus_is_gone(window: MainWindow) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    window.activateWindow()
    told: list[str] = []
    window.documents.question.ask("Well?", "", [Answer("yes", "Yes"), Answer(CANCEL, "No")], told.append)
    window.documents.question._before = field
    delete(field)
    answer(window, "yes")
    assert told == ["yes"]


def test_a_file_that_names_itself_as_its_parent_is_not_compared_with_itself(
    window: MainWindow, tmp_path: Path
) -> None:
    path = written(tmp_path, "own", 2.0)
    path.write_text(path.read_text().replace('title = "own"', 'title = "own"\nparent = "own.toml"'))
    assert window.open_path(path)
    window.documents.open_parent()
    assert window.desk.against is None


def test_work_that_came_after_a_question_is_asked_about_anew(window: MainWindow, three: list[Path]) -> None:
    window.desk.set_value(LEAD, 6.0)
    window.documents.close()
    window.desk.set_value(LEAD, 7.0)
    answer(window, "discard")
    assert len(window.desk.sheets) == 3
    assert window.documents.question.asked == "Save the changes to “three”?"
    answer(window, "discard")
    assert [sheet.path for sheet in window.desk.sheets] == three[:2]


def test_work_that_came_after_the_question_before_the_end_is_asked_about_anew(
    window: MainWindow, three: list[Path]
) -> None:
    window.desk.set_value(LEAD, 6.0)
    window.close()
    window.desk.set_value(LEAD, 7.0)
    answer(window, "discard")
    assert window.isVisible()
    answer(window, "discard")
    assert not window.isVisible()

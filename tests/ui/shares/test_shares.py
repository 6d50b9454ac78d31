"""The shares page under mouse and keys: seams move two, levers move all, locked ones stay, words say so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from stackdesk.desk import Desk
from stackdesk.scenario import lock_key
from stackdesk.ui.app import prepared_application
from stackdesk.ui.hand import Hand
from stackdesk.ui.shares.bar import Seam, readable
from stackdesk.ui.shares.page import SharesPage
from stackdesk.ui.subject import subject
from stackdesk.ui.theme import THEMES
from tests.ui.contrast import contrast

SHARE = "infrastructure.trades.electricians.share"
HOST = "capital.hosting"
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk() -> Desk:
    """A desk that is never asked to run."""
    return Desk()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SharesPage:
    """The page on the trades' shares, following the desk at once."""
    prepared_application()
    made = SharesPage(desk, Hand(desk))
    qtbot.addWidget(made)
    made.resize(420, 420)
    made.dress(THEMES[0])
    show(made, desk, SHARE)
    made.show()
    desk.on_change(lambda _: made.refresh())
    qtbot.waitExposed(made)
    return made


def show(page: SharesPage, desk: Desk, address: str) -> None:
    """Show the group of a parameter."""
    page.show_subject(subject(desk.scenario.reference, address, desk.region))


def now(desk: Desk, address: str = SHARE) -> list[float]:
    """Give every share of a group."""
    members = desk.scenario.reference.shares[address].members
    return [desk.scenario.at(one, 2035.0, region) for one, region in members]


def drag(seam: Seam, by: int, *, drop: bool = True) -> None:
    """Drag a seam."""
    start = seam.rect().center()
    QTest.mousePress(seam, LEFT, NONE, start)
    QTest.mouseMove(seam, start + QPoint(by, 0))
    if drop:
        QTest.mouseRelease(seam, LEFT, NONE, seam.rect().center())


def line(page: SharesPage) -> str:
    """Give the line below the bar."""
    label = page.findChild(QLabel, "shares.line")
    assert label is not None
    return label.text()


def test_a_seam_moves_its_two_sides_as_one_undo_step(desk: Desk, page: SharesPage) -> None:
    before, start = desk.scenario, now(desk)
    drag(page.bar.seams[0], 15)
    moved = now(desk)
    assert moved[0] > start[0]
    assert moved[0] + moved[1] == pytest.approx(start[0] + start[1], abs=1e-6)
    assert moved[2:] == start[2:]
    desk.undo()
    assert desk.scenario == before
    assert not desk.can_undo


def test_escape_puts_a_seam_back(desk: Desk, page: SharesPage) -> None:
    before = desk.scenario
    drag(page.bar.seams[0], 15, drop=False)
    assert desk.scenario != before
    QTest.keyClick(page.bar.seams[0], Qt.Key.Key_Escape)
    assert desk.scenario == before
    QTest.mouseRelease(page.bar.seams[0], LEFT)
    assert not desk.can_undo


def test_a_lever_moves_all_others_in_proportion(desk: Desk, page: SharesPage) -> None:
    start = now(desk)
    QTest.keyClick(page.levers[0].slider, Qt.Key.Key_PageUp)
    moved = now(desk)
    assert moved[0] == pytest.approx(start[0] + 0.1)
    assert sum(moved) == pytest.approx(sum(start), abs=1e-5)
    ratios = [after / was for was, after in zip(start[1:], moved[1:], strict=True) if was]
    assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=1e-3)


@pytest.mark.parametrize(
    ("key", "shift", "by"),
    [
        (Qt.Key.Key_Right, False, 0.01),
        (Qt.Key.Key_Left, True, -0.001),
        (Qt.Key.Key_PageDown, False, -0.1),
        (Qt.Key.Key_Home, False, -0.42),
        (Qt.Key.Key_End, False, 0.08),
    ],
)
def test_a_seam_answers_a_sliders_keys(
    desk: Desk, page: SharesPage, key: Qt.Key, *, shift: bool, by: float
) -> None:
    start = now(desk)
    QTest.keyClick(page.bar.seams[0], key, Qt.KeyboardModifier.ShiftModifier if shift else NONE)
    assert now(desk)[0] == pytest.approx(start[0] + by, abs=1e-6)
    assert now(desk)[2:] == start[2:]


def test_a_locked_share_stays_and_its_seams_do_not_move(desk: Desk, page: SharesPage) -> None:
    plumbers = desk.scenario.reference.shares[SHARE].members[1][0]
    desk.lock(plumbers)
    before = desk.scenario
    for seam in page.bar.seams[:2]:
        assert "locked" in seam.accessibleName()
        drag(seam, 20)
        QTest.keyClick(seam, Qt.Key.Key_Right)
    assert desk.scenario == before
    page.levers[0].box.setValue(0.6)
    assert now(desk)[1] == 0.08


def test_what_locked_ones_fill_is_said(desk: Desk, page: SharesPage) -> None:
    for address, _ in desk.scenario.reference.shares[SHARE].members[2:]:
        desk.lock(address)
    page.levers[0].box.setValue(0.9)
    assert "50 % is left" in line(page)
    assert now(desk)[0] == 0.42
    desk.begin(SHARE)
    page._hand.slide(page.levers[0].subject, 0.9)
    assert now(desk)[0] == pytest.approx(0.5), "a drag goes as far as it can"
    desk.cancel()


def test_regions_are_moved_and_locked_one_by_one_whichever_is_in_view(desk: Desk, page: SharesPage) -> None:
    show(page, desk, HOST)
    keys = [lever.subject.region for lever in page.levers]
    assert keys == list(desk.scenario.catalogue.regions)
    page.levers[1].menu().actions()[3].trigger()
    assert desk.locked == {lock_key((HOST, "china"))}
    page.levers[0].box.setValue(0.5)
    assert now(desk, HOST)[:2] == [0.5, 0.02]
    assert sum(now(desk, HOST)) == pytest.approx(1.0, abs=1e-5)
    page.levers[0].slider.reset_asked.emit()
    assert not desk.scenario.touched


def test_what_left_its_published_range_is_marked_in_bar_and_words(desk: Desk, page: SharesPage) -> None:
    assert not line(page).startswith("!")
    desk.set_value(SHARE, 0.7)
    assert line(page).startswith("!")
    assert "Electricians" in line(page)
    assert page.bar._words(next(one for one, _ in page.bar.segments() if one)).count("outside") == 1


def test_reset_all_is_one_step(desk: Desk, page: SharesPage) -> None:
    desk.set_value(SHARE, 0.7)
    moved = desk.scenario
    page.reset.click()
    assert not desk.scenario.touched
    desk.undo()
    assert desk.scenario == moved


def test_seams_and_bar_are_told_to_assistive_technology(page: SharesPage) -> None:
    assert "Electricians 42 %" in page.bar.accessibleName()
    assert "Machine operators and labourers 16 %" in page.bar.accessibleName()
    for seam in page.bar.seams:
        told = QAccessible.queryAccessibleInterface(seam)
        assert told.role() == QAccessible.Role.Slider
        assert told.text(QAccessible.Text.Name).startswith("Seam between ")


def test_words_are_readable_on_every_strength_of_the_bar() -> None:
    for theme in THEMES:
        for layer in (*theme.layers, "capital"):
            for strength in (0.88 - 0.72 * place / 6 for place in range(7)):
                fill = theme.shade(layer, strength)
                assert contrast(readable(fill), fill) >= 4.5, (theme.name, layer, strength)

"""A lever whose parameter is a path over the years moves the whole path and never makes it one value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stackdesk.desk import Desk
from stackdesk.scenario import Event, Trajectory
from stackdesk.ui.app import prepared_application
from stackdesk.ui.hand import Hand
from stackdesk.ui.lever import Lever
from stackdesk.ui.subject import standing, subject
from stackdesk.ui.theme import LIGHT, THEMES

LEAD = "infrastructure.connection.lead_time"
LOG = "models.reasoning_steps"
POINTS = ((2028.0, 3.5), (2030.0, 2.5), (2034.0, 1.5))
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk() -> Desk:
    """A desk that is never asked to run, its cursor in 2030."""
    made = Desk()
    made.year = 2030.0
    return made


def lever_of(qtbot: QtBot, desk: Desk, address: str = LEAD, points: object = POINTS) -> Lever:
    """Give a lever on a path, following the desk at once."""
    prepared_application()
    desk.set_value(address, dict(points))  # type: ignore[call-overload]  # pairs of numbers
    about = subject(desk.scenario.reference, address, desk.region)
    made = Lever(about, Hand(desk))
    qtbot.addWidget(made)
    made.resize(480, 26)
    made.dress(LIGHT, made._sizes)

    def follow(_: str) -> None:
        made.show_standing(standing(about, desk.scenario, desk.year), binding=False)

    desk.on_change(follow)
    follow("")
    made.show()
    return made


def own(desk: Desk, address: str = LEAD, region: str | None = None) -> list[float]:
    """Give the values of the points that the scenario holds."""
    value = desk.scenario.values.get(address) if region is None else desk.scenario.regional[region, address]
    assert isinstance(value, Trajectory)
    return [number for _, number in value.points]


def test_a_drag_moves_every_point_by_as_much_as_one_undo_step(qtbot: QtBot, desk: Desk) -> None:
    lever = lever_of(qtbot, desk)
    before = desk.scenario
    start = QPoint(round(lever.slider.handle_x()), lever.slider.height() // 2)
    QTest.mousePress(lever.slider, LEFT, NONE, start)
    for step in (8, 16, 24):
        QTest.mouseMove(lever.slider, start + QPoint(step, 0))
    QTest.mouseRelease(lever.slider, LEFT, NONE, start + QPoint(24, 0))
    moved = [now - was for now, (_, was) in zip(own(desk), POINTS, strict=True)]
    assert moved[0] > 0.0
    assert moved == pytest.approx([moved[0]] * 3)
    assert lever.box.value() == pytest.approx(own(desk)[1]), "the box shows the path in the cursor's year"
    desk.undo()
    assert desk.scenario == before


@pytest.mark.parametrize(
    ("key", "shift"), [(Qt.Key.Key_Right, False), (Qt.Key.Key_PageDown, False), (Qt.Key.Key_Left, True)]
)
def test_keys_move_the_path_even_by_tenths_of_a_step(
    qtbot: QtBot, desk: Desk, key: Qt.Key, *, shift: bool
) -> None:
    lever = lever_of(qtbot, desk)
    QTest.keyClick(lever.slider, key, Qt.KeyboardModifier.ShiftModifier if shift else NONE)
    steps = {Qt.Key.Key_Right: 1.0, Qt.Key.Key_PageDown: -10.0, Qt.Key.Key_Left: -1.0}[key]
    low = min(number for _, number in POINTS)
    by = max(steps * lever.subject.measure.step * (0.1 if shift else 1.0), lever.subject.measure.low - low)
    assert own(desk) == pytest.approx([number + by for _, number in POINTS])


def test_a_typed_value_is_met_in_the_cursors_year(qtbot: QtBot, desk: Desk) -> None:
    lever = lever_of(qtbot, desk)
    lever.box.lineEdit().setText("39 months")
    lever.box.commit()
    assert own(desk) == pytest.approx([4.25, 3.25, 2.25])


def test_more_than_the_limits_allow_keeps_the_shape_and_the_box_says_what_came_of_it(
    qtbot: QtBot, desk: Desk
) -> None:
    lever = lever_of(qtbot, desk)
    high = lever.subject.measure.high
    for _ in range(2):  # the second time nothing moves any more
        lever.box.setValue(high)
        assert own(desk) == pytest.approx([high, high - 1.0, high - 2.0])
        assert lever.box.value() == pytest.approx(high - 1.0)


def test_a_logarithmic_path_keeps_its_ratios(qtbot: QtBot, desk: Desk) -> None:
    lever = lever_of(qtbot, desk, LOG, ((2028.0, 10.0), (2030.0, 20.0), (2034.0, 40.0)))
    QTest.keyClick(lever.slider, Qt.Key.Key_PageUp)
    first, second, third = own(desk, LOG)
    assert first > 10.0
    assert [second / first, third / second] == pytest.approx([2.0, 2.0], rel=1e-3)


def test_a_region_gets_the_worlds_path_moved_and_not_one_value(qtbot: QtBot, desk: Desk) -> None:
    desk.set_value(LEAD, dict(POINTS))
    desk.region = "us"
    about = subject(desk.scenario.reference, LEAD, "us")
    before = [desk.scenario.at(LEAD, year, "us") for year, _ in POINTS]
    Hand(desk).set(about, before[1] + 0.5)
    assert own(desk, region="us")[-3:] == pytest.approx([was + 0.5 for was in before], abs=1e-3)


def test_delete_takes_the_whole_path_back(qtbot: QtBot, desk: Desk) -> None:
    lever = lever_of(qtbot, desk)
    QTest.keyClick(lever.slider, Qt.Key.Key_Delete)
    assert not desk.scenario.touched


def test_a_parameter_that_an_event_changes_is_marked_and_says_so(qtbot: QtBot, desk: Desk) -> None:
    lever = lever_of(qtbot, desk)
    desk.reset(LEAD)
    desk.edit(replace(desk.scenario, events=(Event(2028.0, LEAD, multiply=0.5),)), "Event")
    about = lever.subject
    now = standing(about, desk.scenario, 2030.0)
    assert (now.changed, now.by_event) == (True, True)
    assert str(now.change) == "▼ 50 %"
    assert "event" in lever.toolTip()
    assert not next(one for one in lever.menu().actions() if "Reset" in one.text()).isEnabled()
    desk.set_value(LEAD, 5.0)
    now = standing(about, desk.scenario, 2030.0)
    assert (now.changed, now.by_event) == (True, False)
    assert "event" not in lever.toolTip()


def test_a_value_box_has_an_outline_at_rest_in_high_contrast(qtbot: QtBot, desk: Desk) -> None:
    lever = lever_of(qtbot, desk)
    outlined = {}
    for theme in THEMES:
        lever.dress(theme, lever._sizes)
        corner = lever.box.grab().toImage().pixelColor(lever.box.width() // 2, 0)
        outlined[theme.name] = corner == theme.outline
    assert outlined == {theme.name: theme.strong for theme in THEMES}

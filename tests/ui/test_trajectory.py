"""Paths over the years: what edits make of points, and the pane in the inspector under mouse and keys."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.desk import Desk
from stackdesk.scenario import Scenario, Trajectory, reference
from stackdesk.ui.app import prepared_application
from stackdesk.ui.hand import Hand
from stackdesk.ui.inspector import Inspector
from stackdesk.ui.subject import subject
from stackdesk.ui.theme import LIGHT
from stackdesk.ui.trajectory import added, free_quarter, moved, read_path, shifted
from stackdesk.ui.trajectory_pane import PathPane
from stackdesk.ui.trajectory_table import read_year
from stackdesk.ui.view import WORLD

LEAD = "infrastructure.connection.lead_time"
LOG = "models.reasoning_steps"
POINTS = ((2028.0, 3.5), (2030.0, 2.5), (2034.0, 1.5))
YEARS = np.arange(2023.0, 2040.01, 0.25).tolist()
PRESENT = reference().present
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


# ------------------------------------------------------------------------------------- points, without Qt


def values(scenario: Scenario, address: str, region: str | None = None) -> list[float]:
    """Give a parameter in every quarter."""
    return [scenario.at(address, year, region) for year in YEARS]


@pytest.mark.parametrize("place", ["reference", "plain", "path"])
def test_a_point_added_on_the_line_changes_nothing_from_the_present_on(place: str) -> None:
    known = reference()
    for address, parameter in known.catalogue.parameters.items():
        one = subject(known, address, WORLD)
        before = Scenario(known)
        middle = (one.measure.low + one.measure.high) / 2.0
        if place == "plain":
            before = before.with_value(address, middle)
        elif place == "path":
            before = before.with_value(address, Trajectory(((2028.0, middle), (2034.0, one.measure.low))))
        path = read_path(before, one)
        after = before.with_value(address, Trajectory(added(path, 2031.0, path.at(2031.0))))
        assert values(after, address) == pytest.approx(values(before, address), rel=1e-9), parameter.address


def test_a_point_moved_into_history_leaves_the_rest_of_history_alone() -> None:
    known = reference()
    start = Scenario(known).with_value(LEAD, Trajectory(POINTS))
    path = read_path(start, subject(known, LEAD, WORLD))
    after = start.with_value(LEAD, Trajectory(moved(path, 0, 2025.0, 5.0)))
    assert after.edits_history
    assert after.at(LEAD, 2025.0) == 5.0
    for year in (2023.0, PRESENT):
        assert after.at(LEAD, year) == pytest.approx(start.at(LEAD, year))


def test_a_point_keeps_to_quarters_between_its_neighbours() -> None:
    path = read_path(
        Scenario(reference()).with_value(LEAD, Trajectory(POINTS)), subject(reference(), LEAD, WORLD)
    )
    assert free_quarter(path, 1, 2031.1) == 2031.0
    assert free_quarter(path, 1, 2027.0) == 2028.25
    assert free_quarter(path, 1, 2039.0) == 2033.75
    assert free_quarter(path, 2, 2050.0) == 2040.0


@pytest.mark.parametrize("address", [LEAD, LOG])
def test_a_shifted_line_keeps_its_shape_at_the_limits(address: str) -> None:
    known = reference()
    one = subject(known, address, WORLD)
    line = Trajectory(((2028.0, 3.0), (2034.0, 6.0)))
    path = read_path(Scenario(known).with_value(address, line), one)
    far = shifted(path, one.measure, 3.0, one.measure.high * 10.0)
    assert isinstance(far, Trajectory)
    low, high = (value for _, value in far.points)
    assert high == pytest.approx(one.measure.high)
    if one.measure.log:
        assert high / low == pytest.approx(2.0, rel=1e-3)
    else:
        assert high - low == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2030", 2030.0),
        (" 2030.25", 2030.25),
        ("2030,5", 2030.5),
        ("2030 q3", 2030.5),
        ("2030-04", 2030.25),
        ("2030-13", None),
        ("2030 Q5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_years_are_read_as_people_write_them(text: str, year: float | None) -> None:
    assert read_year(text) == year


# --------------------------------------------------------------------------------------------- the pane


@pytest.fixture
def desk() -> Desk:
    """A desk that is never asked to run."""
    return Desk()


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk) -> PathPane:
    """The pane on the connection lead time of the World, following the desk at once."""
    prepared_application()
    made = PathPane()
    qtbot.addWidget(made)
    made.set_up(desk, Hand(desk, made))
    made.set_theme(LIGHT)
    made.resize(420, 300)
    made.show()
    show(desk, made)
    desk.on_change(lambda _: made.refresh())
    qtbot.waitExposed(made)
    made.activateWindow()
    made.plot.setFocus()
    return made


def show(desk: Desk, pane: PathPane, address: str = LEAD) -> None:
    """Show a parameter in the region in view."""
    pane.show_subject(subject(desk.scenario.reference, address, desk.region))


def own(desk: Desk, address: str = LEAD, region: str | None = None) -> tuple[tuple[float, float], ...]:
    """Give the points that the scenario holds."""
    value = desk.scenario.values.get(address) if region is None else desk.scenario.regional[region, address]
    return value.points if isinstance(value, Trajectory) else ()


def held(desk: Desk) -> str | None:
    """Give what is in hand now."""
    return desk.dragging


def edits_history(desk: Desk) -> bool:
    """Say whether history is edited now."""
    return desk.scenario.edits_history


def place(pane: PathPane, year: float, value: float) -> QPoint:
    """Give where a year and a value lie on the plot, in a unit shown as declared."""
    plane = pane.plot.plane()
    return QPointF(plane.x(year), plane.y(value)).toPoint()


def drag(pane: PathPane, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    """Drag with the left button over some places between."""
    view = pane.plot.viewport()
    QTest.mousePress(view, LEFT, NONE, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(view, start + (end - start) * share)
    if drop:
        QTest.mouseRelease(view, LEFT, NONE, end)


def says(pane: PathPane) -> str:
    """Give the line below the plot."""
    label = pane.findChild(QLabel, "trajectory.line")
    assert label is not None
    return label.text()


def test_a_double_click_turns_a_plain_value_into_a_path_that_runs_the_same(
    desk: Desk, pane: PathPane
) -> None:
    desk.set_value(LEAD, 2.0)
    before = values(desk.scenario, LEAD)
    QTest.mouseDClick(pane.plot.viewport(), LEFT, NONE, place(pane, 2032.0, 2.0))
    assert [year for year, _ in own(desk)] == [PRESENT + 0.5, 2032.0]
    assert values(desk.scenario, LEAD) == pytest.approx(before)
    desk.undo()
    assert desk.scenario.values[LEAD] == 2.0


def test_a_dragged_point_lands_on_quarter_and_step_as_one_undo_step(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    drag(pane, place(pane, *POINTS[1]), place(pane, 2031.3, 3.73))
    (before, (year, value), after) = own(desk)
    assert (before, after) == (POINTS[0], POINTS[2])
    assert year == 2031.25
    assert value == pytest.approx(3.73, abs=0.1)
    steps = value / desk.scenario.catalogue.parameter(LEAD).quantity.step
    assert steps == pytest.approx(round(steps))
    desk.undo()
    assert own(desk) == POINTS
    desk.undo()
    assert not desk.can_undo


def test_escape_cancels_a_drag_and_what_the_mouse_does_after_it(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    drag(pane, place(pane, *POINTS[1]), place(pane, 2032.0, 4.0), drop=False)
    assert held(desk) == LEAD
    assert own(desk) != POINTS
    QTest.keyClick(pane.plot, Qt.Key.Key_Escape)
    QTest.mouseMove(pane.plot.viewport(), place(pane, 2029.0, 1.0))
    QTest.mouseRelease(pane.plot.viewport(), LEFT, NONE, place(pane, 2029.0, 1.0))
    assert own(desk) == POINTS
    assert held(desk) is None
    desk.undo()
    assert not desk.can_undo


def test_the_axis_holds_still_while_a_point_is_held(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    before = pane.plot.plane()
    drag(pane, place(pane, *POINTS[1]), QPoint(place(pane, 2030.0, 0.0).x(), 0), drop=False)
    assert pane.plot.plane() == before
    QTest.mouseRelease(pane.plot.viewport(), LEFT)
    assert pane.plot.plane().high > before.high


def test_the_present_stops_a_point_until_it_is_pulled_well_past(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    start, present = place(pane, *POINTS[0]), place(pane, PRESENT, 3.5)
    drag(pane, start, present - QPoint(8, 0))
    assert own(desk)[0][0] == PRESENT
    assert not edits_history(desk)
    drag(pane, place(pane, *own(desk)[0]), present - QPoint(40, 0))
    assert edits_history(desk)
    assert says(pane).endswith("history edited")
    QTest.keyClick(pane.plot, Qt.Key.Key_Escape)
    pane.plot.read_off.emit(None)
    assert says(pane).startswith("History edited")


def test_the_whole_line_is_dragged(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    drag(pane, place(pane, 2036.0, 1.5), place(pane, 2036.0, 2.5))
    moves = [now[1] - was[1] for now, was in zip(own(desk), POINTS, strict=True)]
    assert moves == pytest.approx([moves[0]] * 3)
    assert moves[0] == pytest.approx(1.0, abs=0.15)
    assert [year for year, _ in own(desk)] == [year for year, _ in POINTS]
    desk.undo()
    assert own(desk) == POINTS


def test_a_flat_line_is_dragged_as_a_plain_value_but_not_by_its_history(desk: Desk, pane: PathPane) -> None:
    now = desk.scenario.at(LEAD, 2030.0)
    drag(pane, place(pane, 2024.0, desk.scenario.at(LEAD, 2024.0)), place(pane, 2024.0, 5.0))
    assert not desk.scenario.changed(LEAD)
    drag(pane, place(pane, 2036.0, now), place(pane, 2036.0, 4.0))
    assert desk.scenario.values[LEAD] == pytest.approx(4.0, abs=0.15)


def test_tab_goes_over_the_points_and_arrows_move_them(desk: Desk, pane: PathPane, qtbot: QtBot) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    plot = pane.plot
    QTest.keyClick(plot, Qt.Key.Key_Tab)
    QTest.keyClick(plot, Qt.Key.Key_Tab)
    assert "Point 2 of 3: 2030, 2.50 yr" in plot.accessibleDescription()
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert own(desk)[1][0] == 2030.25
    QTest.keyClick(plot, Qt.Key.Key_Left, SHIFT)
    assert own(desk)[1][0] == pytest.approx(2030.25 - 1 / 12, abs=1e-3)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert own(desk)[1][0] == 2030.25
    step = desk.scenario.catalogue.parameter(LEAD).quantity.step
    QTest.keyClick(plot, Qt.Key.Key_Up)
    assert own(desk)[1][1] == pytest.approx(2.5 + step)
    QTest.keyClick(plot, Qt.Key.Key_Down, SHIFT)
    assert own(desk)[1][1] == pytest.approx(2.5 + 0.9 * step)
    QTest.keyClick(plot, Qt.Key.Key_Delete)
    assert [year for year, _ in own(desk)] == [2028.0, 2034.0]


def test_tab_leaves_after_the_last_point(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    for _ in POINTS:
        QTest.keyClick(pane.plot, Qt.Key.Key_Tab)
        assert pane.plot.hasFocus()
    QTest.keyClick(pane.plot, Qt.Key.Key_Tab)
    assert not pane.plot.hasFocus()


def test_keys_alone_make_a_path_and_take_it_back(desk: Desk, pane: PathPane) -> None:
    desk.year = 2031.0
    QTest.keyClick(pane.plot, Qt.Key.Key_Plus)
    assert [year for year, _ in own(desk)] == [2031.0]
    desk.year = 2035.0
    QTest.keyClick(pane.plot, Qt.Key.Key_Insert)
    QTest.keyClick(pane.plot, Qt.Key.Key_Up)
    (_, low), (_, high) = own(desk)
    assert high > low
    for _ in range(2):
        QTest.keyClick(pane.plot, Qt.Key.Key_Delete)
    assert not desk.scenario.changed(LEAD)


def test_the_menu_removes_a_point_and_goes_back_to_one_value(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    edits = pane.plot._edits
    assert edits is not None
    menu = pane.plot.menu(edits, edits.path(), 1, None)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    actions["Remove point"].trigger()
    assert own(desk) == (POINTS[0], POINTS[2])
    desk.year = 2028.0
    actions["Back to one value"].trigger()
    assert desk.scenario.values[LEAD] == pytest.approx(3.5)


def test_year_and_value_of_a_point_are_typed(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    QTest.keyClick(pane.plot, Qt.Key.Key_End)
    assert (pane.year.text(), pane.value.value()) == ("2034", 1.5)
    pane.year.setText("2035 Q2")
    pane.year.editingFinished.emit()
    assert own(desk)[2] == (2035.25, 1.5)
    QTest.keyClick(pane.plot, Qt.Key.Key_Return)
    pane.value.lineEdit().setText("18 months")
    QTest.keyClick(pane.value, Qt.Key.Key_Return)
    assert own(desk)[2] == pytest.approx((2035.25, 1.5))
    pane.value.lineEdit().setText("24 months")
    QTest.keyClick(pane.value, Qt.Key.Key_Return)
    assert own(desk)[2] == pytest.approx((2035.25, 2.0))


@pytest.mark.parametrize("text", ["2030", "2019", "later"])
def test_a_year_that_cannot_be_is_refused_in_words(desk: Desk, pane: PathPane, text: str) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    QTest.keyClick(pane.plot, Qt.Key.Key_End)
    pane.year.setText(text)
    pane.year.editingFinished.emit()
    assert own(desk) == POINTS
    assert says(pane).startswith("! ")
    assert pane.year.text() == "2034"


def test_the_table_twin_can_be_typed_into(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    pane.twin.click()
    model = pane.table.points
    rows = [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]
    assert rows == [("2028", "3.50"), ("2030", "2.50"), ("2034", "1.50")]
    assert model.setData(model.index(1, 1), "2.75")
    assert model.setData(model.index(1, 0), "2031-07")
    assert own(desk)[1] == (2031.5, 2.75)
    assert not model.setData(model.index(1, 1), "99")
    assert says(pane).startswith("! allowed")
    pane.table.setCurrentIndex(model.index(0, 1))
    QTest.keyClick(pane.table, Qt.Key.Key_Delete)
    assert [year for year, _ in own(desk)] == [2031.5, 2034.0]
    assert model.rowCount() == 2


def test_the_table_of_one_value_has_one_row_that_can_be_typed(desk: Desk, pane: PathPane) -> None:
    pane.twin.click()
    model = pane.table.points
    assert model.rowCount() == 1
    assert str(PRESENT) in model.index(0, 0).data()
    assert model.setData(model.index(0, 1), "2.2")
    assert desk.scenario.values[LEAD] == 2.2


def test_a_path_in_a_region_is_its_own(desk: Desk, pane: PathPane) -> None:
    desk.region = "us"
    show(desk, pane)
    now = desk.scenario.at(LEAD, 2032.0, "us")
    QTest.mouseDClick(pane.plot.viewport(), LEFT, NONE, place(pane, 2032.0, now))
    assert desk.scenario.changes() == [(LEAD, "us")]
    drag(pane, place(pane, 2032.0, now), place(pane, 2032.0, now - 1.0))
    assert own(desk, region="us")[0][1] == pytest.approx(now - 1.0, abs=0.15)
    assert desk.scenario.at(LEAD, 2035.0, "china") == Scenario(reference()).at(LEAD, 2035.0, "china")


def test_a_locked_parameter_does_not_move(desk: Desk, pane: PathPane) -> None:
    desk.set_value(LEAD, Trajectory(POINTS))
    desk.lock(LEAD)
    drag(pane, place(pane, *POINTS[1]), place(pane, 2032.0, 4.0))
    QTest.keyClick(pane.plot, Qt.Key.Key_Delete)
    assert own(desk) == POINTS
    assert "lock" in says(pane)


def test_a_logarithmic_parameter_has_a_logarithmic_axis(desk: Desk, pane: PathPane) -> None:
    show(desk, pane, LOG)
    plane = pane.plot.plane()
    assert plane.log
    for y in (plane.top + 5.0, plane.bottom - 5.0):
        assert plane.y(plane.value(y)) == pytest.approx(y)
    assert plane.value(plane.top) / plane.value(plane.top + plane.height / 2.0) == pytest.approx(
        plane.value(plane.top + plane.height / 2.0) / plane.value(plane.bottom)
    )


def test_showing_other_parameters_changes_nothing(desk: Desk, pane: PathPane) -> None:
    for address, parameter in reference().catalogue.parameters.items():
        show(desk, pane, address)
        axis = pane.plot.plane()
        factor = subject(reference(), address, WORLD).shape.factor
        for year in YEARS:
            assert axis.low * 0.999 <= desk.scenario.at(address, year) * factor or axis.log, address
            assert desk.scenario.at(address, year) * factor <= axis.high * 1.001, parameter.address
    assert not desk.can_undo


def test_every_control_has_a_name_and_the_keyboard_reaches_it(pane: PathPane) -> None:
    buttons: list[QWidget] = [pane.add, pane.remove, pane.flat, pane.twin]
    controls: list[QWidget] = [pane.year, pane.value, *buttons, pane.plot, pane.table]
    for control in controls:
        assert control.accessibleName(), control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()
    chain: list[QWidget] = [pane.year]
    while (after := chain[-1].nextInFocusChain()) is not None and after is not pane.year:
        chain.append(after)
    places = [chain.index(control) for control in controls]
    assert all(one < next_one for one, next_one in pairwise(places))


def test_in_a_low_inspector_the_plot_takes_the_place_of_the_reason(qtbot: QtBot, desk: Desk) -> None:
    prepared_application()
    inspector = Inspector()
    qtbot.addWidget(inspector)
    inspector.path.set_up(desk, Hand(desk, inspector))
    inspector.dress(LIGHT)
    inspector.resize(540, 250)
    inspector.show()
    inspector.show_subject(subject(reference(), LEAD, WORLD), reference().entry(LEAD), "")
    inspector.show_page("path")
    qtbot.wait(20)
    assert not inspector.reason.isVisible()
    assert inspector.path.plot.plane().height > 50.0
    inspector.show_page("about")
    assert inspector.reason.isVisible()

"""Pulling a point of a curve or a tile: solved while it is pulled, one undo step, put back by Esc."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stackdesk.engine.solve import Move, Solution, Target
from stackdesk.ui.solve.grip import Grip, Refusal
from stackdesk.ui.solve.holds import CeilingsHold, LayerHold, TileHold, pulled_value
from stackdesk.ui.solve.levers import SMALLEST
from stackdesk.ui.solve.pulling import Phase, Pulling
from stackdesk.ui.window import MainWindow
from tests.ui.solve.conftest import LOAD, PATIENCE, YEAR, Here, mouse, on_curve

GROWTH = "chips.performance_growth"
LIMIT = "infrastructure.connection.build_limit"


def settled(qtbot: QtBot, pulling: Pulling) -> None:
    """Wait until the newest target is answered."""
    qtbot.waitUntil(lambda: not pulling.errand.busy and not pulling.solving, timeout=PATIENCE)


def pull_delivered(qtbot: QtBot, window: MainWindow, pulling: Pulling, factor: float) -> QPointF:
    """Press on what is delivered and pull it to a multiple of what it is; give where the mouse ends."""
    hold, plane = window.solving.holds[0], window.work.ceilings.plot.plane()
    start = on_curve(window)
    hand = mouse(hold)
    hand.press(start)
    assert pulling.grip is not None
    end = QPointF(start.x(), plane.y(pulling.grip.value * factor))
    for share in (0.3, 0.6, 1.0):
        hand.move(start + (end - start) * share)
    settled(qtbot, pulling)
    return end


def load(window: MainWindow) -> float:
    """Give the running load in the year that is pulled, as the desk shows it."""
    window.desk.compute()
    assert window.desk.result is not None
    return float(window.desk.result.at(LOAD, YEAR))


def test_a_pull_is_previewed_then_one_step_and_undone(
    qtbot: QtBot, window: MainWindow, pulling: Pulling
) -> None:
    before = window.desk.scenario
    was = load(window)
    pulling.levers.remember(GROWTH)
    end = pull_delivered(qtbot, window, pulling, 1.2)
    assert window.desk.dragging == GROWTH
    assert load(window) == pytest.approx(1.2 * was, rel=0.01)
    assert not window.desk.can_undo
    mouse(window.solving.holds[0]).release(end)
    assert pulling.phase is Phase.KEPT
    assert not window.hand.holding
    assert load(window) == pytest.approx(1.2 * was, rel=0.01)
    assert window.desk.undo_text == f"Running load {1.2 * was:.0f} GW in 2034 by performance growth"
    window.desk.undo()
    assert window.desk.scenario == before
    assert not window.desk.can_undo
    assert pulling.grip is None


def test_escape_puts_back(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    before = window.desk.scenario
    pulling.levers.remember(GROWTH)
    pull_delivered(qtbot, window, pulling, 1.1)
    assert window.desk.scenario != before
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert (pulling.phase, window.desk.dragging, window.desk.can_undo) == (Phase.IDLE, None, False)
    assert window.desk.scenario == before
    assert not window.solving.card.isVisible()


def test_another_lever_takes_the_place_of_the_step(
    qtbot: QtBot, window: MainWindow, pulling: Pulling
) -> None:
    before = window.desk.scenario
    pulling.levers.remember(GROWTH)
    end = pull_delivered(qtbot, window, pulling, 0.9)
    mouse(window.solving.holds[0]).release(end)
    pulling.choose_lever(LIMIT)
    settled(qtbot, pulling)
    assert set(window.desk.scenario.values) == {LIMIT}
    pulling.choose_lever(SMALLEST)
    settled(qtbot, pulling)
    assert pulling.answer is not None
    assert len(pulling.answer.moves) == 3
    pulling.choose_move(2)
    assert set(window.desk.scenario.values) == {pulling.answer.moves[2].lever}
    window.desk.undo()
    assert window.desk.scenario == before


def test_keys_choose_the_lever_while_it_is_pulled(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    pulling.levers.remember(LIMIT)
    pulling.levers.remember(GROWTH)
    end = pull_delivered(qtbot, window, pulling, 0.9)
    QTest.keyClick(window, Qt.Key.Key_Down)
    settled(qtbot, pulling)
    assert window.desk.dragging == pulling.lever == LIMIT
    mouse(window.solving.holds[0]).release(end)
    assert set(window.desk.scenario.values) == {LIMIT}


def test_out_of_reach_says_why_and_goes_as_far_as_it_can(
    qtbot: QtBot, window: MainWindow, pulling: Pulling
) -> None:
    was = load(window)
    pulling.levers.remember(LIMIT)
    pull_delivered(qtbot, window, pulling, 1.5)
    assert not pulling.reached
    assert pulling.move is not None
    assert load(window) == pytest.approx(pulling.move.reached)
    assert was < pulling.move.reached < 1.5 * was
    said = window.solving.card.told.text()
    assert "Out of reach" in said
    assert "binds" in said
    assert LIMIT not in said
    sight = window.solving._sight(window.solving.holds[0])
    assert sight is not None
    assert (sight.short, "nearest" in sight.reach_words) == (True, True)


def test_several_solutions_are_listed_and_can_be_chosen(
    qtbot: QtBot, window: MainWindow, pulling: Pulling, here: Here
) -> None:
    def both(target: Target) -> Solution:
        """Say that two values reach it."""
        moves = tuple(Move(LIMIT, None, 37.5, value, target.value, 0.1) for value in (33.0, 61.0))
        return Solution(target, LIMIT, None, 188.0, moves, moves[0])

    here.ask = lambda name, scenario, target, *more, told: both(target)  # type: ignore[method-assign]
    pulling.levers.remember(LIMIT)
    end = pull_delivered(qtbot, window, pulling, 0.9)
    rows = [row for row in window.solving.card.moves if row.isVisible()]
    assert [row.text() for row in rows] == ["37.5 → 33.0 GW/yr", "37.5 → 61.0 GW/yr"]
    rows[1].click()
    assert window.desk.scenario.values[LIMIT] == 61.0
    mouse(window.solving.holds[0]).release(end)
    assert (window.desk.scenario.values[LIMIT], window.desk.can_undo) == (61.0, True)
    rows[0].click()
    assert window.desk.scenario.values[LIMIT] == 33.0
    window.desk.undo()
    assert not window.desk.can_undo


def test_a_path_that_becomes_one_value_is_said(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    window.desk.set_value(LIMIT, {2026.75: 37.5, 2030.0: 45.0})
    pulling.levers.remember(LIMIT)
    pull_delivered(qtbot, window, pulling, 0.9)
    assert "path over the years" in window.solving.card.told.text()
    pulling.cancel()
    pulling.levers.remember(GROWTH)
    pull_delivered(qtbot, window, pulling, 0.9)
    assert "path over the years" not in window.solving.card.told.text()


def test_a_target_beyond_the_plot_stays_in_sight(window: MainWindow, pulling: Pulling) -> None:
    hold, start = window.solving.holds[0], on_curve(window)
    hand = mouse(hold)
    hand.press(start)
    hand.move(QPointF(start.x(), -60.0))
    sight = window.solving._sight(hold)
    assert sight is not None
    assert 0.0 < sight.target.y() < hold.surface.height()
    assert pulling.target > window.work.ceilings.plot.plane().high
    pulling.cancel()


def test_a_locked_lever_never_moves(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    before = window.desk.scenario
    window.desk.lock(GROWTH)
    pulling.levers.remember(GROWTH)
    end = pull_delivered(qtbot, window, pulling, 1.1)
    mouse(window.solving.holds[0]).release(end)
    assert window.desk.scenario == before
    assert "locked" in window.solving.card.told.text()
    pulling.choose_lever(SMALLEST)
    settled(qtbot, pulling)
    assert pulling.answer is not None
    assert GROWTH not in {move.lever for move in pulling.answer.moves}


def test_a_target_is_typed_with_any_unit(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    pulling.levers.remember(LIMIT)
    point = on_curve(window)
    hand, card = mouse(window.solving.holds[0]), window.solving.card
    hand.press(point)
    hand.release(point)
    assert (pulling.phase, card.isVisible()) == (Phase.OPEN, True)
    card.field.setText("0.15 TW")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    settled(qtbot, pulling)
    assert load(window) == pytest.approx(150.0, rel=0.01)
    card.field.setText("5 TWh")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert "energy" in card.told.text()
    assert load(window) == pytest.approx(150.0, rel=0.01)


def test_a_pull_in_a_region_moves_the_lever_there(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    window.desk.region = "us"
    qtbot.wait(50)
    pulling.levers.remember(LIMIT)
    end = pull_delivered(qtbot, window, pulling, 0.9)
    mouse(window.solving.holds[0]).release(end)
    assert set(window.desk.scenario.regional) == {("us", LIMIT)}
    assert not window.desk.scenario.values
    window.desk.compute()
    assert window.desk.result is not None
    assert window.desk.result.at(LOAD, YEAR, "us") == pytest.approx(pulling.target, rel=0.01)


def test_the_keyboard_goes_to_the_card_and_back(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    window.work.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    window.work.setFocus()
    pulling.levers.remember(LIMIT)
    end = pull_delivered(qtbot, window, pulling, 0.9)
    mouse(window.solving.holds[0]).release(end)
    assert window.focusWidget() is window.solving.card.picker
    QTest.keyClick(window.solving.card.picker, Qt.Key.Key_Escape)
    assert not window.solving.card.isVisible()
    assert window.focusWidget() is window.work
    assert set(window.desk.scenario.values) == {LIMIT}  # what was kept stays


def test_elsewhere_the_press_moves_the_cursor(window: MainWindow, pulling: Pulling) -> None:
    plane = window.work.ceilings.plot.plane()
    hand = mouse(window.solving.holds[0])
    hand.press(QPointF(plane.x(2035.0), plane.bottom - 4.0))
    hand.move(QPointF(plane.x(2036.0), plane.bottom - 4.0))
    hand.release(QPointF(plane.x(2036.0), plane.bottom - 4.0))
    assert (window.desk.year, pulling.phase) == (2036.0, Phase.IDLE)
    hand.press(on_curve(window, year=2025.0))  # before the present nothing can be pulled
    assert (window.desk.year, pulling.phase) == (2025.0, Phase.IDLE)


def test_the_card_stands_clear_of_the_curve(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    for size in ((1280, 720), (1600, 950)):
        window.resize(*size)
        qtbot.wait(50)
        hold = window.solving.holds[0]
        mouse(hold).press(on_curve(window))
        assert pulling.grip is not None
        card = window.solving.card
        corner = hold.surface.mapTo(window, hold.surface.rect().topLeft())
        hidden = [p for p in hold.course(pulling.grip) if card.geometry().contains(p.toPoint() + corner)]
        assert hidden == []
        pulling.cancel()


def test_the_press_is_not_held_up_by_the_answer(window: MainWindow, pulling: Pulling, here: Here) -> None:
    mouse(window.solving.holds[0]).press(on_curve(window))
    assert here.asked == []
    pulling.cancel()


# ------------------------------------------------------------------------------------------------ holds


def test_ceilings_know_their_series(window: MainWindow) -> None:
    hold = CeilingsHold(window.work.ceilings)
    seen = set()
    for key in ("energy", "models", "chips", "infrastructure", "delivered"):
        for year in (2030.0, 2033.0, 2036.0, 2038.0):
            grip = hold.grip_at(on_curve(window, key, year))
            if isinstance(grip, Grip):  # curves lie on each other
                assert window.desk.result is not None
                assert grip.value == pytest.approx(window.desk.result.at(grip.series, year))
                seen.add(grip.series)
    assert {LOAD, "infrastructure.ceiling.energy", "infrastructure.ceiling.models"} <= seen


def test_ceilings_in_chips_are_refused_in_words(window: MainWindow) -> None:
    window.work.ceilings.unit_choice.choose("H100e")
    window.work.ceilings._rescale("")
    hold = CeilingsHold(window.work.ceilings)
    assert isinstance(hold.grip_at(on_curve(window, "energy", 2036.0)), Refusal)
    grip = hold.grip_at(on_curve(window))
    assert isinstance(grip, Grip)
    assert grip.series == "chips.in_operation"


def test_a_band_is_pulled_by_its_upper_edge(window: MainWindow) -> None:
    chart = window.work.layer
    hold, strands, plane = LayerHold(chart), chart.strands, chart.plot.plane()
    assert strands is not None
    assert strands.stacked
    edge = float(strands.edges[1][strands.years.searchsorted(YEAR)])
    grip = hold.grip_at(QPointF(plane.x(YEAR), plane.y(edge)))
    assert isinstance(grip, Grip)
    assert (grip.series, grip.region) == chart.series_of(strands.strands[0])
    start = QPointF(plane.x(YEAR), plane.y(edge))
    assert hold.value_at(grip, start, start) == pytest.approx(grip.value, rel=0.01)
    assert hold.place_of(grip, grip.value) is not None


def test_a_tile_is_pulled_by_shares(window: MainWindow) -> None:
    tile = window.work.tiles.tiles[0]
    hold, start = TileHold(tile), QPointF(30.0, 30.0)
    grip = hold.grip_at(start)
    assert isinstance(grip, Grip)
    up = hold.value_at(grip, start, QPointF(30.0, 10.0))
    assert up == pytest.approx(grip.value * math.exp(0.1))
    window.desk.year = 2025.0
    window.show_now()
    assert hold.grip_at(start) is None


def test_one_can_pull_beyond_the_plot(window: MainWindow) -> None:
    plane = window.work.ceilings.plot.plane()
    assert pulled_value(plane, plane.top) == pytest.approx(plane.high)
    assert plane.high < pulled_value(plane, plane.top - 20.0) < pulled_value(plane, plane.top - 40.0)


# ------------------------------------------------------------------------------------------------ lever


def test_the_chooser_lists_the_smallest_change_first_and_no_invented_cost(
    qtbot: QtBot, window: MainWindow, pulling: Pulling
) -> None:
    point = on_curve(window)
    mouse(window.solving.holds[0]).press(point)
    mouse(window.solving.holds[0]).release(point)
    picker = window.solving.card.picker
    picker.open()
    popup = picker.popup
    assert popup.hits.entry(0).address == SMALLEST
    assert "cost" in popup._foot.text()
    popup.line.setText("connections built")
    assert popup.hits.rowCount() >= 1
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert pulling.lever == picked.args[0]


def test_another_scenario_that_comes_to_the_front_is_left_alone(
    qtbot: QtBot, window: MainWindow, pulling: Pulling
) -> None:
    pulling.levers.remember(GROWTH)
    end = pull_delivered(qtbot, window, pulling, 1.2)
    window.documents.new()
    fresh = window.desk.scenario
    assert (pulling.phase, pulling.errand.busy) == (Phase.IDLE, False)
    mouse(window.solving.holds[0]).release(end)
    qtbot.wait(50)
    assert window.desk.scenario is fresh
    assert not window.desk.can_undo


def test_an_edit_made_meanwhile_stands(qtbot: QtBot, window: MainWindow, pulling: Pulling) -> None:
    pulling.levers.remember(GROWTH)
    end = pull_delivered(qtbot, window, pulling, 1.2)
    window.desk.set_value(LIMIT, 2.0 * float(window.desk.scenario.at(LIMIT, YEAR)))
    edited = window.desk.scenario
    mouse(window.solving.holds[0]).release(end)
    qtbot.wait(50)
    assert pulling.phase is Phase.IDLE
    assert window.desk.scenario is edited


def test_the_card_goes_with_the_chart_that_another_page_hides(
    qtbot: QtBot, window: MainWindow, pulling: Pulling
) -> None:
    pulling.levers.remember(GROWTH)
    end = pull_delivered(qtbot, window, pulling, 1.2)
    mouse(window.solving.holds[0]).release(end)
    kept = window.desk.scenario
    assert window.solving.card.isVisible()
    window.board.action.setChecked(True)
    assert not window.solving.card.isVisible()
    assert pulling.phase is Phase.IDLE
    assert window.desk.scenario is kept

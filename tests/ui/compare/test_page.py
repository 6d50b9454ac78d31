"""The page's widgets: what they say, and what keys and mouse ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget
from pytestqt.qtbot import QtBot

from stackdesk.scenario import Scenario
from stackdesk.ui.compare.held import HEADLINE, RUNNING, Comparing
from stackdesk.ui.compare.inputs import InputRow
from stackdesk.ui.compare.inputs_model import TO_A, TO_B, A, B
from stackdesk.ui.compare.page import ComparePage
from stackdesk.ui.density import COMPACT
from stackdesk.ui.theme import CONTRAST_DARK, DARK
from tests.ui.compare.conftest import Compares, Here

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def held(page: ComparePage, compares: Compares, trades: Scenario, packaging: Scenario) -> Comparing:
    """Three scenarios on the page: two files, one of them in front, and another as C."""
    found = compares(trades, packaging, trades.with_title("Third"))
    page.show_comparing(found)
    return found


def rank_of(page: ComparePage, address: str) -> int:
    """Find an input's row."""
    return next(at for at, row in enumerate(page.inputs.table.inputs.rows) if row.address == address)


def click(page: ComparePage, rank: int, column: int) -> None:
    """Click a cell of the inputs."""
    table = page.inputs.table
    place = table.visualRect(table.inputs.index(rank, column)).center()
    QTest.mouseClick(table.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)


def test_the_list_tells_letters_lines_and_what_a_press_does(
    qtbot: QtBot, page: ComparePage, held: Comparing
) -> None:
    rows = page.held.rows
    assert [row.letter for row in rows] == ["A", "B", "C"]
    for row, one, style in zip(rows, held.held, ("solid", "dashed", "dotted"), strict=True):
        assert one.name in row.accessibleName()
        assert style in row.accessibleName()
    asked: list[tuple[str, str]] = []
    page.held.asked.connect(lambda what, letter: asked.append((what, letter)))
    QTest.mouseClick(rows[2], LEFT, pos=QPoint(100, 10))
    rows[1].eye.click()
    rows[1].setFocus()
    QTest.keyClick(rows[1], KEY.Key_Return)
    assert asked == [("front", "C"), ("eye", "B"), ("front", "B")]
    QTest.mouseClick(rows[0], LEFT, pos=QPoint(100, 10))  # it is in front
    assert len(asked) == 3
    words = {action.data(): action.isEnabled() for action in rows[2].menu().actions()}
    assert words == {"front": True, "against": True, "eye": True, "close": True}


def test_a_click_on_an_arrow_copies_and_keys_do_too(page: ComparePage, held: Comparing) -> None:
    asked: list[tuple[str, str]] = []
    table = page.inputs.table
    table.copied.connect(lambda row, to: asked.append((row.address, to)))
    first, second = (row.address for row in table.inputs.rows[:2])
    click(page, 0, TO_A)
    click(page, 1, TO_B)
    assert asked == [(first, "A"), (second, "B")]
    table.setCurrentIndex(table.inputs.index(1, TO_A))
    QTest.keyClick(table, KEY.Key_Space)
    table.setCurrentIndex(table.inputs.index(0, B))
    QTest.keyClick(table, KEY.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert asked[2:] == [(second, "A"), (first, "B")]


def test_what_cannot_be_copied_says_why(page: ComparePage, compares: Compares, trades: Scenario) -> None:
    page.show_comparing(compares(trades, Scenario(trades.reference)))
    asked: list[Any] = []
    said: list[str] = []
    table = page.inputs.table
    table.copied.connect(lambda *what: asked.append(what))
    table.inputs.refused.connect(said.append)
    click(page, 0, TO_B)
    assert asked == []
    assert "released reference" in said[0]
    spoken = table.inputs.data(table.inputs.index(0, TO_B), Qt.ItemDataRole.AccessibleTextRole)
    assert "released reference" in spoken


def test_a_value_of_a_is_typed_with_a_unit_or_refused_in_words(page: ComparePage, held: Comparing) -> None:
    model = page.inputs.table.inputs
    entered: list[tuple[str, float]] = []
    said: list[str] = []
    model.entered.connect(lambda row, value: entered.append((row.address, value)))
    model.refused.connect(said.append)
    rank = next(at for at, row in enumerate(model.rows) if row.unit == "yr")
    row = model.rows[rank]
    assert model.setData(model.index(rank, A), "6 months")
    assert [address for address, _ in entered] == [row.address]
    assert entered[0][1] == pytest.approx(0.5)
    assert not model.setData(model.index(rank, A), "a lot")
    assert row.label in said[0]
    assert not model.setData(model.index(rank, B), "1")


def test_a_value_of_a_is_dragged_sideways(page: ComparePage, held: Comparing) -> None:
    table = page.inputs.table
    told: list[tuple[str, float]] = []
    table.taken.connect(lambda row: told.append(("taken", 0.0)))
    table.moved.connect(lambda row, steps: told.append(("moved", steps)))
    table.let_go.connect(lambda row: told.append(("let go", 0.0)))
    place = table.visualRect(table.inputs.index(0, A)).center()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(table.viewport(), LEFT, none, place)
    QTest.mouseMove(table.viewport(), place + QPoint(1, 0))
    assert told == []
    QTest.mouseMove(table.viewport(), place + QPoint(20, 0))
    assert table.held == table.inputs.rows[0].key
    QTest.mouseRelease(table.viewport(), LEFT, none, place + QPoint(20, 0))
    assert [what for what, _ in told] == ["taken", "moved", "let go"]
    assert told[1][1] == 5.0
    assert table.held == ""


def test_all_inputs_can_be_listed_and_the_count_is_told(page: ComparePage, held: Comparing) -> None:
    differ = len({row.address for row in page.inputs.table.inputs.rows})
    assert page.inputs.count.text().startswith(f"{differ} of ")
    page.inputs.all_button.click()
    rows = page.inputs.table.inputs.rows
    assert len(rows) > 400
    assert all(row.differs for row in rows[:differ])
    assert not any(row.differs for row in rows[differ + 3 :])
    page.inputs.all_button.click()
    assert all(row.differs for row in page.inputs.table.inputs.rows)


def test_the_order_holds_while_a_lever_is_held(
    page: ComparePage, held: Comparing, compares: Compares, trades: Scenario, packaging: Scenario
) -> None:
    before = [row.key for row in page.inputs.table.inputs.rows]
    page.inputs._parts = dict.fromkeys((row.address for row in page.inputs.table.inputs.rows[-1:]), 9.0)
    page.show_comparing(compares(trades, packaging, held=True))
    assert [row.key for row in page.inputs.table.inputs.rows] == before
    page.show_comparing(compares(trades, packaging))
    assert page.inputs.table.inputs.rows[0].key == before[-1]


def test_the_waterfall_tells_progress_and_can_be_cancelled(
    qtbot: QtBot, page: ComparePage, pair: Comparing, here: Here
) -> None:
    page.show_comparing(pair)
    fall = page.fall
    assert fall.button.isVisible()
    assert fall.button.text() == "Cancel"
    fall.button.click()
    qtbot.wait(400)
    assert here.asked == []
    assert fall.button.text() == "Compute"
    fall.button.click()
    qtbot.waitUntil(lambda: page.attributing.current is not None, timeout=60000)
    assert not fall.button.isVisible()
    assert "Shapley" in fall.words.text()
    fall.table_button.click()
    parts = [fall.numbers.index(row, 1).data(Qt.ItemDataRole.EditRole) for row in range(1, 8)]
    a, b = pair.pair(HEADLINE)
    scale = fall._fall
    assert scale is not None
    assert sum(parts) == pytest.approx(scale.gap)
    assert scale.gap / scale.end == pytest.approx((a - b) / a)
    order = [row.address for row in page.inputs.table.inputs.rows]
    found = page.attributing.current
    assert found is not None
    sizes = [abs(found.parts[address]) for address in dict.fromkeys(order)]
    assert sizes == sorted(sizes, reverse=True)


def test_the_chart_turns_between_its_three_ways(page: ComparePage, held: Comparing) -> None:
    chart = page.chart

    def press(name: str) -> None:
        found = chart.findChild(QAbstractButton, name)
        assert found is not None
        found.click()

    press("compare.mode.difference")
    assert chart._lines is not None
    assert [line.letter for line in chart._lines.lines] == ["A", "C"]
    assert not chart.scale_choice.isEnabled()
    press("compare.mode.beside")
    assert [cell.letter for cell in chart.multiples.cells] == ["A", "B", "C"]
    press("compare.beside.regions")
    assert len(chart.multiples.cells) == len(held.a.result.regions)
    chart.table_button.click()
    assert chart.numbers.columnCount() == 1 + 2 * len(held.a.result.regions)
    press("compare.mode.overlay")
    assert chart.numbers.columnCount() == 4
    assert len(chart.ribbons.ribbons) == 3
    press("compare.scale.log")
    assert chart.plot.plane().log


def test_a_series_is_searched_for_and_chosen_with_the_keyboard(page: ComparePage, held: Comparing) -> None:
    chart = page.chart
    chart.series.click()
    picker = chart.picker
    assert picker.list.count() == len(held.common)
    QTest.keyClicks(picker.field, "chips idle")
    assert picker.list.item(0).text().startswith("Chips idle")
    QTest.keyClick(picker.field, KEY.Key_Return)
    assert chart.address == "chips.idle"
    assert chart.series.text() == "Chips idle"
    assert not picker.isVisible()


def test_side_effects_are_chosen_and_lead_to_the_chart(page: ComparePage, held: Comparing) -> None:
    effects = page.effects
    first = effects.addresses
    effects.choose((*first, RUNNING))
    assert effects.addresses == (*first[1:], RUNNING)
    effects.multiples.setFocus()
    for _ in range(2):
        QTest.keyClick(effects.multiples, KEY.Key_Right)
    QTest.keyClick(effects.multiples, KEY.Key_Return)
    assert page.chart.address == effects.addresses[2]


def test_outcomes_that_differ_are_sorted_and_searched(page: ComparePage, held: Comparing) -> None:
    effects = page.effects
    effects.turn_to("outcomes")
    proxy = effects.table.proxy
    differing = [row for row in effects.table.model_.rows if row.differs]
    assert proxy.rowCount() == len(differing)
    effects.search.setText("running load")
    assert "Running load" in proxy.index(0, 0).data()
    effects.table.setCurrentIndex(proxy.index(0, 0))
    QTest.keyClick(effects.table, KEY.Key_Return)
    assert page.chart.address == effects.table.current()


def test_two_references_say_what_that_means(
    page: ComparePage, compares: Compares, trades: Scenario, older: Scenario
) -> None:
    page.show_comparing(compares(trades, older))
    assert page.inputs.note.isVisible()
    assert older.reference.version in page.inputs.note.text()
    page.show_comparing(compares(trades, Scenario(trades.reference)))
    assert not page.inputs.note.isVisible()


def test_every_control_has_a_name_and_the_charts_speak(
    qtbot: QtBot, page: ComparePage, held: Comparing
) -> None:
    nameless = [
        one.objectName() or type(one).__name__
        for one in page.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.isVisible()
        and not one.accessibleName()
        and not isinstance(one.parent(), QAbstractScrollArea)  # a viewport: its area has the name
        and not (isinstance(one, QAbstractButton) and one.text())
    ]
    assert nameless == []
    told = page.chart.sentence()
    assert "Running load" in told
    assert all(f"{one.letter} " in told for one in held.held)
    qtbot.waitUntil(lambda: page.attributing.current is not None, timeout=60000)
    assert "from" in page.fall.sentence()


@pytest.mark.parametrize("wide", [860, 1264])
def test_it_takes_small_windows_and_other_themes(page: ComparePage, held: Comparing, wide: int) -> None:
    for theme in (DARK, CONTRAST_DARK):
        page.dress(theme, COMPACT)
        page.resize(wide, 560)
        page.show_comparing(held)
        assert not page.grab().isNull()
    cards = [page._cards[key].geometry() for key in page._cards]
    for place, one in enumerate(cards):
        assert page.rect().contains(one)
        assert not any(one.intersects(other) for other in cards[place + 1 :])


def test_locked_inputs_are_not_moved_here(page: ComparePage, compares: Compares, trades: Scenario) -> None:
    address = next(iter(trades.values))
    found = compares(trades, Scenario(trades.reference), locked=frozenset({address}))
    page.show_comparing(found)
    row: InputRow = page.inputs.table.inputs.rows[rank_of(page, address)]
    assert "locked" in row.to_a
    assert not page.inputs.table.inputs.may_edit(row)
    other = replace(row, to_a="")
    assert page.inputs.table.inputs.may_edit(other)

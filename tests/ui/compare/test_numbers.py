"""What the page says in numbers is what the runs and the attribution say; it agrees with the command."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from stackdesk.cli import main
from stackdesk.engine import Result
from stackdesk.engine.attribution import attribute
from stackdesk.scenario import Event, Scenario
from stackdesk.scenario.comparison import REFERENCE, compare
from stackdesk.ui import format as fmt
from stackdesk.ui.compare.beside import beside_cells, effect_cells, first_effects
from stackdesk.ui.compare.chart_lines import read_lines, scale_of, told
from stackdesk.ui.compare.held import HEADLINE, RUNNING, Comparing, letter, moved
from stackdesk.ui.compare.inputs import Differences, by_effect, by_layer, counted, differing, everything
from stackdesk.ui.compare.outcomes import outcome_rows
from stackdesk.ui.compare.waterfall import Fall, Step, axis, fall, fitted, written
from tests.ui.compare.conftest import FOLDER, YEAR, Compares

LEAD = "infrastructure.connection.lead_time"


def test_letters_go_on_after_z() -> None:
    letters = [letter(place) for place in range(60)]
    assert letters[:3] == ["A", "B", "C"]
    assert letters[25:27] == ["Z", "A2"]
    assert len(set(letters)) == 60


def test_a_letter_knows_its_place(compares: Compares, trades: Scenario, packaging: Scenario) -> None:
    found = compares(trades, Scenario(trades.reference), packaging)
    assert [one.place for one in found.held] == [0, 1, 2]


# ---------------------------------------------------------------------------------------------- inputs


def test_each_input_that_differs_is_told_with_both_values_and_the_reason(
    pair: Comparing, trades: Scenario
) -> None:
    rows = differing(pair)
    assert {(row.address, row.row.region) for row in rows} == {(a, r) for a, r in trades.changes()}
    assert {row.note for row in rows} == set(trades.reasons.values())
    for row in rows:
        own = trades.values.get(row.address, trades.regional.get((str(row.row.region), row.address)))
        assert row.number == own
        assert row.a != row.b
        assert row.to_a == ""
        assert "released reference" in row.to_b
    differ, total = counted(pair, rows)
    assert differ == len({row.address for row in rows})
    every = everything(pair)
    assert total == len({row.address for row in every})
    assert sum(row.differs for row in every) == len(rows)


def test_a_path_is_told_at_the_cursor_and_is_not_typed_over(compares: Compares, trades: Scenario) -> None:
    path = trades.with_value("infrastructure.pue_mean", {2028.0: 1.2, 2032.0: 1.1})
    rows = {row.address: row for row in differing(compares(path, trades, year=2030.0))}
    row = rows["infrastructure.pue_mean"]
    assert row.number == pytest.approx(1.15)
    assert "2030" in row.label
    assert not row.plain


def test_events_and_locks_are_told(compares: Compares, trades: Scenario) -> None:
    event = Event(2027.5, "models.open_weight_share", "Open model", add=0.1)
    a = replace(trades, events=(event,))
    locked = frozenset(a.values)
    rows = differing(compares(a, trades, locked=locked))
    (row,) = (one for one in rows if one.layer == "")
    assert "Open model" in row.label
    assert row.b == "none"
    assert row.to_a == ""
    rows = differing(compares(a, Scenario(a.reference), locked=locked))
    assert all("locked" in one.to_a for one in rows if one.address in locked)


def test_the_switch_of_references_is_an_input_that_is_not_copied(
    compares: Compares, trades: Scenario, older: Scenario
) -> None:
    found = compares(trades, older)
    assert not found.same_reference
    row = next(one for one in differing(found) if one.address == REFERENCE)
    assert (row.a, row.b) == (trades.reference.version, older.reference.version)
    assert row.to_a
    assert row.to_b
    mine, others = (set(one.reference.catalogue.series) for one in (trades, older))
    assert {one.address for one in found.common} == mine & others
    assert found.lonely == (tuple(sorted(mine - others)), tuple(sorted(others - mine)))


def test_inputs_are_ordered_by_effect_or_by_layer(pair: Comparing) -> None:
    rows = differing(pair)
    parts = {row.address: (-1.0) ** place * place for place, row in enumerate(rows)}
    ordered = by_effect(rows, parts)
    assert [row.key for row in ordered] == [row.key for row in reversed(rows)]
    numbers = {layer.key: layer.number for layer in pair.a.scenario.catalogue.layers}
    found = [numbers[row.layer] for row in by_layer(everything(pair), numbers) if row.layer]
    assert found == sorted(found, reverse=True)


# ------------------------------------------------------------------------------------------- the chart


def test_lines_are_the_runs_in_one_unit(pair: Comparing) -> None:
    scale = scale_of(pair, RUNNING, ("World",))
    lines = read_lines(pair, RUNNING, scale)
    for line, one in zip(lines.lines, pair.held, strict=True):
        assert line.values == pytest.approx(one.result.world(RUNNING) * scale.factor)
        assert line.at == pytest.approx(one.result.at(RUNNING, YEAR) * scale.factor)
        assert line.layer == one.result.at("binding.layer", YEAR)
    a, b = (one.result.at(RUNNING, YEAR) for one in pair.held)
    assert [line.change for line in lines.lines] == [str(fmt.change(a, b)), ""]
    assert str(fmt.change(a, b)) in told(lines, "Running load", "World")


def test_differences_are_from_b_and_b_itself_is_left_out(
    compares: Compares, trades: Scenario, packaging: Scenario
) -> None:
    found = compares(trades, Scenario(trades.reference), packaging)
    scale = scale_of(found, RUNNING, ("World",))
    lines = read_lines(found, RUNNING, scale, difference=True)
    assert [line.letter for line in lines.lines] == ["A", "C"]
    base = found.b.result.world(RUNNING)
    wanted = (found.held[2].result.world(RUNNING) - base) * scale.factor
    assert np.allclose(lines.lines[1].values, wanted)


def test_hidden_scenarios_are_left_out(compares: Compares, trades: Scenario, packaging: Scenario) -> None:
    found = compares(trades, Scenario(trades.reference), packaging)
    hidden = Comparing(found.view, (*found.held[:2], replace(found.held[2], shown=False)))
    lines = read_lines(hidden, RUNNING, scale_of(hidden, RUNNING, ("World",)))
    assert [line.letter for line in lines.lines] == ["A", "B"]


def test_what_a_reference_lacks_is_told_and_left_out(
    compares: Compares, trades: Scenario, run: Callable[[Scenario], Result]
) -> None:
    bare = Scenario(trades.reference)
    found = compares(trades, bare)
    place = next(key for key in trades.catalogue.regions)
    cut = replace(run(bare), regions=tuple(one for one in trades.catalogue.regions if one != place))
    found = Comparing(found.view, (found.a, replace(found.b, result=cut)))
    assert found.b.course(RUNNING, place, found.years) is None
    assert math.isnan(found.b.at(RUNNING, YEAR, place))
    lines = read_lines(found, RUNNING, scale_of(found, RUNNING, (place,)), region=place)
    assert lines.missing == ("B",)
    assert "B: no such series" in told(lines, "Running load", place)


def test_small_multiples_are_by_scenario_or_by_region(pair: Comparing) -> None:
    scale = scale_of(pair, RUNNING, ("World",))
    cells, columns = beside_cells(pair, RUNNING, scale, regions=False)
    assert [cell.letter for cell in cells] == ["A", "B"]
    assert columns == 2
    cells, columns = beside_cells(pair, RUNNING, scale, regions=True)
    assert [cell.key for cell in cells] == list(pair.a.result.regions)
    total = sum(cell.courses[0].values for cell in cells)
    assert np.allclose(total, pair.a.result.world(RUNNING) * scale.factor)
    assert columns * 2 >= len(cells)


def test_side_effects_are_six_outcomes_that_both_have(pair: Comparing) -> None:
    chosen = first_effects(pair)
    cells = effect_cells(pair, chosen)
    assert len(cells) == 6
    for cell in cells:
        a, b = pair.pair(cell.key)
        assert cell.change == str(fmt.change(a, b) or "")


def test_the_table_of_outcomes_has_every_series(pair: Comparing) -> None:
    rows = outcome_rows(pair)
    assert [row.address for row in rows] == list(pair.a.scenario.catalogue.series)
    for row in rows:
        assert row.a == pair.a.result.at(row.address, YEAR)
        assert row.b == pair.b.result.at(row.address, YEAR)
    load = next(row for row in rows if row.address == RUNNING)
    assert load.share == pytest.approx(load.a / load.b - 1.0)
    assert load.differs


# --------------------------------------------------------------------------------------- the waterfall

NAMES = {"one": ("One", "energy"), "two": ("Two", "chips"), "three": ("Three", ""), "four": ("Four", "")}


def test_steps_join_the_ends_gains_first() -> None:
    parts = {"one": -2.0, "two": 5.0, "three": 1.0, "four": -0.5}
    whole = fall(10.0, 13.5, parts, NAMES)
    assert [one.key for one in whole.steps] == ["two", "three", "four", "one"]
    edges = [whole.start, *(one.end for one in whole.steps)]
    assert [one.start for one in whole.steps] == edges[:-1]
    assert edges[-1] == pytest.approx(whole.end)
    assert whole.extent() == (10.0, 16.0)


def test_what_does_not_fit_is_joined_and_nothing_is_lost() -> None:
    parts = {"one": -2.0, "two": 5.0, "three": 0.1, "four": -0.3}
    whole = fall(10.0, 12.8, parts, NAMES)
    short = fitted(whole, 3)
    assert [one.label for one in short.steps] == ["Two", "One", "2 others"]
    assert short.steps[-1].end == pytest.approx(whole.end)
    assert short.steps[-1].part == pytest.approx(-0.2)
    assert fitted(whole, 4) is whole


@pytest.mark.parametrize(
    ("low", "high"), [(38.0, 50.2), (0.0, 1e-6), (-3.0, 4.0), (7.0, 7.0), (0.0, 0.0), (1e12, 1.2e12)]
)
def test_the_axis_holds_the_values_and_need_not_start_at_zero(low: float, high: float) -> None:
    found = axis(low, high)
    assert found.low < low <= high < found.high
    assert all(found.low <= tick <= found.high for tick in found.ticks)
    assert len(found.ticks) <= 6
    if high > low:
        assert len(found.ticks) >= 2


def test_parts_are_written_with_the_decimals_of_the_largest() -> None:
    whole = Fall(1.0, 3.0, (Step("one", "One", "", 1.0, 5.93), Step("two", "Two", "", 5.93, 5.84)))
    assert [written(one.part, whole) for one in whole.steps] == ["+4.93", f"{fmt.MINUS}0.09"]


# ---------------------------------------------------------------------------------- page and command


def test_the_command_and_the_page_tell_the_same(
    compares: Compares,
    trades: Scenario,
    packaging: Scenario,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = [str(FOLDER / f"{name}.toml") for name in ("packaging-constrained", "trades-constrained")]
    assert main(["diff", *files, "--year", "2030", "--series", HEADLINE, "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    found = compares(trades, packaging)
    (outcome,) = printed["outcomes"]
    a, b = found.pair(HEADLINE)
    assert [outcome["a"], outcome["b"]] == pytest.approx([b, a], rel=1e-9)
    compared = attribute(packaging, trades, (HEADLINE,), years=(YEAR,))
    assert compared is not None
    whole = fall(b, a, compared.gaps[0].parts, {})
    assert {one.key: one.part for one in whole.steps} == pytest.approx(
        outcome["attribution"], rel=1e-6, abs=1e-9 * abs(a)
    )
    assert whole.steps[-1].end == pytest.approx(a, rel=1e-9)
    listed = {(row["address"], row["region"]): (row["a"], row["b"]) for row in printed["inputs"]}
    rows = differing(found)
    assert {(row.address, row.row.region or "World") for row in rows} == listed.keys()
    for row in rows:
        before, after = listed[row.address, row.row.region or "World"]
        if row.plain and isinstance(before, float):
            assert (row.other, row.number) == pytest.approx((before, after))


# ------------------------------------------------------------------------------------ frame to frame


def test_what_is_kept_from_frame_to_frame_is_what_is_read_anew(
    trades: Scenario, packaging: Scenario, older: Scenario
) -> None:
    event = Event(2027.5, "models.open_weight_share", "Open model", add=0.1)
    address = next(iter(trades.values))
    frames = [
        trades,
        trades.with_value(LEAD, 2.0),
        trades.with_value(LEAD, 2.5),
        trades.with_value(LEAD, 2.5, "us"),
        trades.with_value(address, packaging.at(address, 2030.0)),
        trades.without(address),
        replace(trades, events=(event,)),
        replace(trades.with_value(LEAD, 2.0), events=(event,)),
        older,
        older.with_value(LEAD, 2.0),
        trades,
    ]
    known = Differences()
    for other in (packaging, Scenario(trades.reference)):
        for frame in frames:
            assert known.between(frame, other) == compare(frame, other)


def test_what_was_as_good_as_nothing_is_told_as_that() -> None:
    assert moved(9.25, 1e-14) == f"{fmt.UP} from 0"
    assert moved(0.0, 9.25) == str(fmt.change(0.0, 9.25))
    assert moved(1.5, 1.0) == str(fmt.change(1.5, 1.0))
    assert moved(1.0, 1.0) == ""

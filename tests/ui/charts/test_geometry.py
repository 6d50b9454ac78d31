"""Where things land: pixels, nice ranges, the column of labels, years, the ribbon, the read-out. By hand."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from stackdesk.ui.charts.end_labels import EndLabel, placed
from stackdesk.ui.charts.panes_view import aligned
from stackdesk.ui.charts.plane import Plane
from stackdesk.ui.charts.readout import Readout, box
from stackdesk.ui.charts.scale import Range, Scale, nice_log_range, nice_range
from stackdesk.ui.charts.settle import between
from stackdesk.ui.charts.spread import spread
from stackdesk.ui.charts.stretches import Piece, block, next_note, piece_at, runs
from stackdesk.ui.charts.year_axis import on_quarter, year_ticks

PLANE = Plane(left=50.0, top=10.0, width=850.0, height=200.0, start=2023.0, end=2040.0, low=0.0, high=400.0)
LOG = Plane(0.0, 0.0, 100.0, 300.0, 2023.0, 2040.0, 1.0, 1000.0, log=True)


def test_years_and_values_land_on_the_pixels_worked_out_by_hand() -> None:
    assert PLANE.x(2023.0) == 50.0
    assert PLANE.x(2030.0) == 50.0 + 7 * 50.0
    assert PLANE.y(0.0) == 210.0
    assert PLANE.y(100.0) == 160.0
    assert PLANE.y(400.0) == 10.0
    assert PLANE.year(400.0) == 2030.0
    assert (PLANE.year(-5.0), PLANE.year(5000.0)) == (2023.0, 2040.0)


def test_a_logarithmic_axis_gives_each_decade_the_same_height() -> None:
    assert [LOG.y(value) for value in (1.0, 10.0, 100.0, 1000.0)] == pytest.approx([300.0, 200.0, 100.0, 0.0])


def test_one_value_and_many_values_land_alike() -> None:
    values = np.array([0.0, 1.0, 37.5, 400.0, 2000.0, -500.0])
    for plane in (PLANE, LOG):
        assert plane.ys(values).tolist() == pytest.approx([plane.y(value) for value in values])


def test_what_is_no_number_lies_at_the_foot_and_what_is_far_off_is_cut() -> None:
    high, low, nothing = PLANE.ys([np.inf, -np.inf, np.nan]).tolist()
    assert (high, low, nothing) == (10.0 - 2 * 200.0, 210.0 + 200.0, 210.0)
    assert PLANE.y(float("nan")) == 210.0


@pytest.mark.parametrize(
    ("peak", "top", "steps"),
    [
        (395.0, 400.0, 4),
        (410.0, 500.0, 5),
        (510.0, 600.0, 3),
        (0.83, 1.0, 4),
        (7.4, 7.5, 3),
        (1152.0, 1250.0, 5),
    ],
)
def test_ranges_end_on_nice_numbers(peak: float, top: float, steps: int) -> None:
    found = nice_range(0.0, peak)
    assert found.high == pytest.approx(top)
    assert len(found.ticks) == steps + 1
    assert found.ticks[0] == found.low == 0.0


def test_a_range_reaches_below_zero_only_where_the_numbers_do() -> None:
    assert nice_range(-0.12, 0.61).low == pytest.approx(-0.25)
    assert nice_range(0.0, 0.0) == Range(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0))


def test_a_logarithmic_range_holds_its_numbers_and_seven_decades_at_most() -> None:
    assert nice_log_range(4.2, 830.0) == Range(2.0, 1000.0, (10.0, 100.0, 1000.0))
    assert nice_log_range(1e-9, 400.0).low == pytest.approx(5e-5)
    assert nice_log_range(2e-4, 71.0).ticks == pytest.approx((1e-2, 1.0, 100.0))
    assert nice_log_range(30.0, 180.0).ticks == pytest.approx((20.0, 50.0, 100.0, 200.0))


def test_the_axis_moves_late() -> None:
    scale = Scale()
    assert scale.fit(0.0, 395.0)
    assert scale.range.high == 400.0
    assert not scale.fit(0.0, 260.0), "still more than half of the axis in use"
    assert not scale.fit(0.0, 400.0)
    assert scale.fit(0.0, 401.0)
    assert scale.range.high == 500.0
    assert scale.fit(0.0, 200.0)
    assert scale.range.high == 200.0


def test_a_held_axis_keeps_still_and_settles_on_release() -> None:
    scale = Scale()
    scale.fit(0.0, 395.0, held=True)
    assert scale.range.high == 400.0, "the first fit has nothing to hold"
    assert not scale.fit(0.0, 4000.0, held=True)
    assert scale.fit(0.0, 4000.0)
    assert scale.range.high == 4000.0


def test_a_range_settles_by_way_of_ranges_between() -> None:
    start, end = Range(0.0, 400.0, (0.0, 200.0, 400.0)), Range(0.0, 600.0, (0.0, 200.0, 400.0, 600.0))
    assert between(start, end, 0.5, log=False) == Range(0.0, 500.0, (0.0, 200.0, 400.0))
    assert between(start, end, 1.0, log=False) is end
    logs = between(Range(1.0, 100.0, ()), Range(1.0, 10000.0, ()), 0.5, log=True)
    assert logs.high == pytest.approx(1000.0)


def test_labels_apart_enough_stay_where_they_belong() -> None:
    assert spread([20.0, 80.0, 50.0], 18.0, 0.0, 200.0) == [20.0, 80.0, 50.0]


def test_labels_that_collide_share_the_way_and_keep_their_order() -> None:
    assert spread([100.0, 104.0], 18.0, 0.0, 200.0) == [93.0, 111.0]
    assert spread([104.0, 100.0], 18.0, 0.0, 200.0) == [111.0, 93.0]
    assert spread([100.0, 100.0, 100.0], 18.0, 0.0, 200.0) == [82.0, 100.0, 118.0]


def test_labels_stay_inside_and_come_closer_where_there_is_no_room() -> None:
    assert spread([2.0, 3.0], 18.0, 5.0, 200.0) == [5.0, 23.0]
    assert spread([198.0, 199.0], 18.0, 5.0, 195.0) == [177.0, 195.0]
    assert spread([50.0] * 5, 18.0, 0.0, 40.0) == [0.0, 10.0, 20.0, 30.0, 40.0]
    assert spread([], 18.0, 0.0, 40.0) == []


def test_a_label_starts_at_its_lines_end_and_at_the_edge_where_that_is_outside() -> None:
    low, high = placed(
        [EndLabel("energy", "energy", 100.0, "1"), EndLabel("models", "models", 900.0, "9")], PLANE
    )
    assert (low.start, low.y) == (160.0, 160.0)
    assert (high.start, high.y) == (10.0, 15.0)


def test_every_year_is_labelled_where_there_is_room_then_every_second_or_fifth() -> None:
    assert year_ticks(PLANE, 28.0) == tuple(range(2023, 2041))
    narrow = Plane(0.0, 0.0, 574.0, 100.0, 2023.0, 2040.0, 0.0, 1.0)
    assert year_ticks(narrow, 28.0) == tuple(range(2024, 2041, 2))
    tiny = Plane(0.0, 0.0, 182.0, 100.0, 2023.0, 2040.0, 0.0, 1.0)
    assert year_ticks(tiny, 28.0) == (2025, 2030, 2035, 2040)


def test_the_cursor_stands_on_quarters() -> None:
    assert on_quarter(2030.11, 2023.0, 2040.0) == 2030.0
    assert on_quarter(2030.13, 2023.0, 2040.0) == 2030.25
    assert on_quarter(2050.0, 2023.0, 2040.0) == 2040.0


def test_words_go_where_they_fit_else_only_the_glyph_else_nothing() -> None:
    words = block(0.0, 200.0, 60.0, None)
    assert (words.glyph, words.words) == (9.5, 19.0)
    glyph = block(0.0, 50.0, 60.0, None)
    assert (glyph.glyph, glyph.words) == (9.5, None)
    assert block(0.0, 8.0, 60.0, None).glyph is None


def test_words_step_aside_for_the_cursor() -> None:
    behind = block(0.0, 200.0, 60.0, cursor=40.0)
    assert behind.words == pytest.approx(41.0 + 19.0)
    before = block(0.0, 200.0, 60.0, cursor=150.0)
    assert before.words == 19.0
    nowhere = block(0.0, 120.0, 60.0, cursor=60.0)
    assert nowhere.words is None


def test_cuts_of_the_budget_are_merged_into_stretches() -> None:
    years = [2028.0, 2028.25, 2028.5, 2028.75, 2029.0]
    assert runs(years, [True, True, False, False, True]) == ((2028.0, 2028.5), (2029.0, 2029.25))


def test_the_piece_at_a_year_and_what_is_said_to_follow() -> None:
    pieces = (
        Piece(2023.0, 2024.5, "chips", "packaging", "chips"),
        Piece(2024.5, 2031.0, "infrastructure", "connection", "infrastructure"),
        Piece(2031.0, 2036.0, "energy", "gas turbines", "energy"),
        Piece(2036.0, 2040.0, "energy", "grid", "energy"),
    )
    assert [piece_at(pieces, year) for year in (2023.0, 2024.5, 2030.9, 2040.0, 2020.0)] == [0, 1, 1, 3, -1]
    assert next_note(pieces, 2030.0) == "then energy from 2031"
    assert next_note(pieces, 2033.0) == "energy to 2040"


def test_the_read_out_stands_below_its_point_and_slides_clear_of_the_curve() -> None:
    flat = Readout("delivered", QPointF(200.0, 100.0), "1 GW")
    assert (box((80.0, 40.0), flat, PLANE).left(), box((80.0, 40.0), flat, PLANE).top()) == (212.5, 108.5)
    at_the_end = Readout("delivered", QPointF(895.0, 100.0), "1 GW")
    assert box((80.0, 40.0), at_the_end, PLANE).right() < 895.0
    rising = Readout("delivered", QPointF(200.0, 190.0), "1 GW", lowest=lambda xs: np.asarray(390.0 - xs))
    placed_box = box((80.0, 40.0), rising, PLANE)
    assert placed_box.bottom() <= PLANE.bottom
    assert placed_box.top() > 390.0 - placed_box.left(), "the whole box lies under the rising curve"


def test_plots_below_each_other_share_their_years() -> None:
    rooms = [QRectF(x, y, 300.0, 100.0) for x, y in ((0.0, 0.0), (300.0, 0.0), (0.0, 100.0))]
    places = ((40.0, 180.0), (330.0, 250.0), (60.0, 220.0))
    planes = [
        Plane(left, room.top(), wide, 60.0, 2023.0, 2040.0, 0.0, 1.0)
        for room, (left, wide) in zip(rooms, places, strict=True)
    ]
    above, beside, below = aligned(planes, rooms)
    for year in (2023.0, 2030.0, 2040.0):
        assert above.x(year) == below.x(year)
    assert beside == planes[1]
    assert all(one.left >= plane.left for one, plane in zip((above, below), planes[::2], strict=True))
    assert (above.top, below.top) == (0.0, 100.0)

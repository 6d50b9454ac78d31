"""How the stack's height is shared."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from stackdesk.ui.density import COMFORTABLE, COMPACT, density, first_size, shared_rows

LEVERS = (7, 7, 7, 7, 7)


def test_small_windows_are_compact() -> None:
    assert density(1280, 720) is COMPACT
    assert density(1499, 1000) is COMPACT
    assert density(1920, 869) is COMPACT
    assert density(1600, 950) is COMFORTABLE


def test_the_smallest_screen_shows_seven_and_two() -> None:
    height = 720 - COMPACT.top - COMPACT.status - 2 * COMPACT.gap
    for opened in range(5):
        share = shared_rows(height, COMPACT, LEVERS, opened, binding=2)
        assert not share.scrolls
        assert share.rows[opened] == 7
        assert all(rows == 2 for place, rows in enumerate(share.rows) if place != opened)


@pytest.mark.parametrize("height", range(300, 2000, 50))
def test_nothing_is_ever_higher_than_there_is_room(height: int) -> None:
    share = shared_rows(height, COMFORTABLE, LEVERS, 2, binding=2)
    fixed = 5 * COMFORTABLE.head + 4 * COMFORTABLE.seam + COMFORTABLE.cause
    used = fixed + sum(share.rows) * share.row + share.spare
    assert share.scrolls or used == max(height, fixed)


def test_levers_fall_away_before_anything_scrolls() -> None:
    fixed = 5 * COMPACT.head + 4 * COMPACT.seam
    share = shared_rows(fixed + 4 * COMPACT.row, COMPACT, LEVERS, 0, binding=None)
    assert share.rows == (4, 0, 0, 0, 0)


def test_a_tall_window_shows_more() -> None:
    share = shared_rows(1300, COMFORTABLE, LEVERS, 2, binding=2)
    assert min(share.rows) >= 6


def test_a_first_start_fits_the_screen() -> None:
    assert first_size(QSize(1280, 720)) == QSize(1280, 720)
    assert first_size(QSize(2560, 1440)) == QSize(1600, 950)
    assert first_size(QSize(800, 800)) == QSize(1600, 950)

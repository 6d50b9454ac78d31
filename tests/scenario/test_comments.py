"""A file that came with comments keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stackdesk.scenario import Event, Library, dumps, loads
from stackdesk.scenario.comments import patched
from stackdesk.scenario.toml_out import plain

COMMENTED = """\
# Made for the workshop in May.
schema = 1
reference = "2026.1"

[scenario]
title = "Less is lost"   # working title

# The one assumption that matters:
[energy]
losses = 0.040 # from the operator

[[events]] # agreed on
date = 2027-06-01
parameter = "energy.losses"
add = 0.01
"""


def test_a_file_read_and_written_is_the_same_to_the_letter(library: Library) -> None:
    assert dumps(loads(COMMENTED, library=library)) == COMMENTED


def test_an_edit_changes_its_own_line_only(library: Library) -> None:
    edited = loads(COMMENTED, library=library).with_value("energy.losses", 0.05).with_title("Other")

    assert dumps(edited) == COMMENTED.replace("0.040", "0.05").replace("Less is lost", "Other")


def test_new_values_find_their_tables(library: Library) -> None:
    edited = loads(COMMENTED, library=library).with_value("energy.growth", {2028: 3.0, 2026.75: 2.0})
    edited = edited.with_value("energy.price", 50, "us").with_reason("energy.price", "A new market")
    edited = replace(
        edited, model_version="1.0", events=(*edited.events, Event(2029.0, "energy.growth", add=1.0))
    )

    written = dumps(edited)

    assert loads(written, library=library) == edited
    for comment in ("# Made for", "# working", "# The one", "# from the", "# agreed"):
        assert comment in written


def test_a_value_reset_takes_its_line_with_it_and_no_more(library: Library) -> None:
    written = dumps(replace(loads(COMMENTED, library=library).without("energy.losses"), events=()))

    assert "losses" not in written
    assert "# Made for the workshop" in written
    assert "# working title" in written


def test_without_comments_a_file_is_written_anew(library: Library) -> None:
    text = 'schema=1\nreference="2026.1"\n[energy]\nlosses=0.04 '

    read = loads(text, library=library)

    assert read.commented == ""
    assert dumps(read) == 'schema = 1\nreference = "2026.1"\n\n[energy]\nlosses = 0.04\n'


def test_comments_move_to_the_top_where_the_patch_went_wrong(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tomlkit.dumps", lambda document: "schema = 1\n")

    written = dumps(loads(COMMENTED, library=library).with_value("energy.losses", 0.05))

    assert written.startswith("# Made for the workshop in May.\n# working title\n")
    assert loads(written, library=library).values == {"energy.losses": 0.05}


def test_comments_move_to_the_top_where_the_file_cannot_be_patched() -> None:
    broken = "# First.\n[a\n# Second.\n"

    assert patched(broken, {"a": 1}, plain({"a": 1})) == "# First.\n# Second.\n\na = 1\n"

"""Stories read from files, and what a card shows of their runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from stackdesk.engine import Runner
from stackdesk.scenario import Scenario, reference
from stackdesk.ui.start.opening import FOLDER
from stackdesk.ui.start.previews import SERIES, Previews, read_preview
from stackdesk.ui.start.stories import question, read_stories, read_story

LEAD = "infrastructure.connection.lead_time"


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("What if queues halve? Look at the ribbon.", "What if queues halve?"),
        ("A stress. What if 2.5 GW are lost in 2027? More.", "What if 2.5 GW are lost in 2027?"),
        ("It stands as it is. No more.", "It stands as it is."),
        ("", ""),
    ],
)
def test_the_question_is_the_first_sentence_that_asks(told: str, asked: str) -> None:
    assert question(told) == asked


def test_every_shipped_scenario_is_a_story_and_the_baseline_comes_first() -> None:
    stories = read_stories(FOLDER)
    assert {story.path for story in stories} == set(FOLDER.glob("*.toml"))
    assert stories[0].path.stem == "baseline"
    assert all(story.title and story.question for story in stories)
    titles = [story.title.casefold() for story in stories[1:]]
    assert titles == sorted(titles)


@pytest.mark.parametrize("text", ["schema = ", 'title = "no scenario"', "schema = 1\nscenario = 3", "a" * 9])
def test_what_is_no_scenario_is_no_story(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(text, encoding="utf-8")
    assert read_story(path) is None
    assert read_story(tmp_path / "absent.toml") is None
    assert read_stories(tmp_path) == ()


def written(folder: Path, body: str) -> Path:
    """Write a scenario on the newest reference."""
    path = folder / "story.toml"
    path.write_text(f'schema = 1\nreference = "{reference().version}"\n{body}', encoding="utf-8")
    return path


def test_a_preview_tells_the_run_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "[infrastructure.connection]\nlead_time = 7.5\n")
    previews = Previews(tmp_path / "kept")
    assert previews.kept(path) is None
    made = previews.made(path)
    assert made is not None
    scenario = Scenario(reference())
    runner = Runner()
    bare, changed = runner.run(scenario), runner.run(scenario.with_value(LEAD, 7.5))
    assert made.at(2030.0) == pytest.approx((changed.at(SERIES, 2030.0), bare.at(SERIES, 2030.0)), abs=1e-3)
    assert made.at(2030.0)[0] < made.at(2030.0)[1]
    assert (made.layers, made.changed, made.region) == (("infrastructure",), True, "")
    assert made.binding[0].start == made.years[0]
    assert made.binding[-1].end == made.years[-1]


def test_a_preview_is_kept_until_the_file_changes(tmp_path: Path) -> None:
    path = written(tmp_path, "[infrastructure.connection]\nlead_time = 7.5\n")
    made = Previews(tmp_path / "kept").made(path)
    assert made is not None
    assert Previews(tmp_path / "kept").kept(path) == made
    written(tmp_path, "[infrastructure.connection]\nlead_time = 7.0\n")
    assert Previews(tmp_path / "kept").kept(path) is None


def test_a_kept_preview_that_is_damaged_is_made_again(tmp_path: Path) -> None:
    path = written(tmp_path, "[infrastructure.connection]\nlead_time = 7.5\n")
    previews = Previews(tmp_path / "kept")
    made = previews.made(path)
    kept = next((tmp_path / "kept").glob("*.json"))
    for damaged in ("{", "[]", '{"layers": 3}'):
        kept.write_text(damaged, encoding="utf-8")
        assert previews.kept(path) is None
    assert previews.made(path) == made


def test_a_story_that_cannot_be_run_has_no_preview(tmp_path: Path) -> None:
    path = written(tmp_path, '[infrastructure.connection]\nlead_time = "long"\n')
    assert Previews(tmp_path / "kept").made(path) is None


def test_a_story_of_one_region_is_told_by_that_region() -> None:
    scenario = Scenario(reference())
    runner = Runner()
    bare = runner.run(scenario)
    local = scenario.with_value(LEAD, 7.5, region="us")
    told = read_preview(local, runner.run(local), bare)
    assert told.region == scenario.catalogue.region_label("us")
    assert told.at(2030.0)[1] == pytest.approx(bare.at(SERIES, 2030.0, "us"), abs=1e-3)
    both = local.with_value(LEAD, 7.0, region="china")
    assert read_preview(both, runner.run(both), bare).region == ""


def test_what_binds_otherwise_is_told_where_it_does() -> None:
    scenario = Scenario(reference())
    runner = Runner()
    bare = runner.run(scenario)
    short = scenario.with_value("chips.ease.packaging", 0.4)
    result = runner.run(short)
    telling = read_preview(short, result, bare).telling
    assert telling is not None
    middle = (telling.start + telling.end) / 2.0
    ours = next(one for one in result.binding() if one.start <= middle < one.end)
    theirs = next(one for one in bare.binding() if one.start <= middle < one.end)
    assert (ours.layer, ours.label) == (telling.layer, telling.words)
    assert (ours.layer, ours.cause) != (theirs.layer, theirs.cause)
    assert read_preview(scenario, bare, bare).telling is not None

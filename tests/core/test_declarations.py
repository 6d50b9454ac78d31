"""Quantities, equations, problems: the words that rooms are written in."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from stackdesk.core.equation import EQUATIONS, equation
from stackdesk.core.errors import Problem, ScenarioError, StackDeskError
from stackdesk.core.quantity import Block, Over, Quantity, declarations
from stackdesk.core.series import Series


class Plant(Block):
    """Plant."""

    cost: Annotated[float, Field(ge=5, le=600), Quantity("USD/MWh", 1, "assumption", "Cost")]
    """What it costs."""


class Room(Block):
    """A room."""

    losses: Annotated[float, Field(ge=0, le=0.3), Quantity("1", 0.005, "assumption", "Losses")]
    """Share that is lost."""

    plants: Annotated[dict[str, Plant], Over("source")]
    """Plants."""


def test_a_declaration_holds_path_limits_and_definition() -> None:
    losses, cost = declarations("energy", Room)

    assert (losses.path, losses.over, losses.low, losses.high) == (("energy", "losses"), None, 0.0, 0.3)
    assert losses.definition == "Share that is lost."
    assert (cost.path, cost.over) == (("energy", "plants", "cost"), "source")


def test_a_parameter_without_a_quantity_or_limits_is_refused() -> None:
    class NoQuantity(Block):
        number: Annotated[float, Field(ge=0, le=1)]

    class NoLimit(Block):
        number: Annotated[float, Field(ge=0), Quantity("1", 1, "assumption", "Number")]

    with pytest.raises(TypeError, match=r"room\.number: a parameter needs a Quantity"):
        declarations("room", NoQuantity)
    with pytest.raises(TypeError, match=r"room\.number: a parameter needs both limits"):
        declarations("room", NoLimit)


@pytest.mark.parametrize("wrong", [{"cost": "50"}, {"cost": 1000.0}, {"cost": float("nan")}, {"price": 5.0}])
def test_a_block_refuses_what_is_not_declared(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Plant.model_validate(wrong)


def test_a_block_is_frozen() -> None:
    plant = Plant(cost=50.0)

    with pytest.raises(ValidationError):
        plant.cost = 60.0  # type: ignore[misc]  # what is tried here


def test_marking_an_equation_enters_it_and_changes_nothing() -> None:
    def double(x: float) -> float:
        return 2.0 * x

    try:
        assert equation(double) is double
        assert EQUATIONS[f"{__name__}.{double.__qualname__}"] is double
    finally:
        del EQUATIONS[f"{__name__}.{double.__qualname__}"]


def test_a_problem_says_where_it_stands() -> None:
    assert (
        str(Problem("is too large", "energy.losses", "a.toml", 7)) == "a.toml:7: energy.losses: is too large"
    )
    assert str(Problem("is empty", file="a.toml")) == "a.toml: is empty"
    assert str(Problem("is too large", "energy.losses")) == "energy.losses: is too large"


def test_a_scenario_error_tells_every_problem() -> None:
    error = ScenarioError([Problem("one"), Problem("two")])

    assert isinstance(error, StackDeskError)
    assert str(error) == "one\ntwo"
    assert [problem.message for problem in error.problems] == ["one", "two"]


def test_a_series_belongs_to_the_layer_it_is_named_after() -> None:
    assert Series("energy.price", "USD/MWh", "Price", "state.price", "Price.").layer == "energy"

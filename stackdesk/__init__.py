"""StackDesk: scenarios of the AI build-out, from power plants to applications.

    import stackdesk

    scenario = stackdesk.load("scenarios/baseline.toml")
    result = stackdesk.run(scenario.with_value("infrastructure.connection.lead_time", 2.0))

Importing it is quick: what a name needs (pydantic, numpy, the compiler) is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stackdesk.core.errors import StackDeskError
    from stackdesk.engine import run, validate
    from stackdesk.scenario import Scenario, load, save

__version__ = "0.1.0"
__all__ = ["Scenario", "StackDeskError", "__version__", "load", "run", "save", "validate"]

_HOMES = {
    "Scenario": "stackdesk.scenario",
    "StackDeskError": "stackdesk.core.errors",
    "load": "stackdesk.scenario",
    "run": "stackdesk.engine",
    "save": "stackdesk.scenario",
    "validate": "stackdesk.engine",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})

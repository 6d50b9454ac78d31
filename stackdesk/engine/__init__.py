"""Numbers: inputs by step, the walk, results, binding and relief."""

from stackdesk.engine.relief import Measure, Next, Relief, ReliefRow, relief
from stackdesk.engine.result import Result, Stretch
from stackdesk.engine.runner import MODEL_VERSION, Runner, run

__all__ = [
    "MODEL_VERSION",
    "Measure",
    "Next",
    "Relief",
    "ReliefRow",
    "Result",
    "Runner",
    "Stretch",
    "relief",
    "run",
]

"""Numbers: inputs by step, the walk, results, binding and relief."""

from stackdesk.engine.relief import Measure, Next, Relief, ReliefRow, relief
from stackdesk.engine.result import Result, Stretch
from stackdesk.engine.runner import MODEL_VERSION, Runner, run
from stackdesk.engine.validation import Row, Summary, compare, summary, validate

__all__ = [
    "MODEL_VERSION",
    "Measure",
    "Next",
    "Relief",
    "ReliefRow",
    "Result",
    "Row",
    "Runner",
    "Stretch",
    "Summary",
    "compare",
    "relief",
    "run",
    "summary",
    "validate",
]

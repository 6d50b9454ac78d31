"""The relief ladder: what frees what binds, rung by rung, and by when it must be ordered."""

from stackdesk.ui.ladder.climbing import Climbing

__all__ = ["Climbing"]

"""The desk: the open scenario, its history and its results. The only mutable state, without Qt."""

from stackdesk.desk.desk import Desk
from stackdesk.desk.history import History
from stackdesk.desk.recompute import Recompute

__all__ = ["Desk", "History", "Recompute"]

"""The page that holds scenarios side by side: inputs, outcomes, and what the gap comes from.

The page itself is loaded when it is first asked for: a window that shows one scenario does without.
"""

from stackdesk.ui.compare.feature import Compare

__all__ = ["Compare"]

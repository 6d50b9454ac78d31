"""The page that holds scenarios side by side: inputs, outcomes, and what the gap comes from.

It is loaded when it is first asked for: a window that shows one scenario does without.
"""

"""Tests of the five rooms, by hand-worked numbers."""

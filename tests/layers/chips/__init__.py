"""Tests of the chips room."""

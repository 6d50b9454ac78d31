"""Tests of the scenarios that ship: each happens as its description says."""

"""Tests of the engine: its rules as properties, the integrator, both engines, results and relief."""

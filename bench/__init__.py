"""Measurements, apart from the tests: each prints the machine's load and what it reached."""

"""Trials of faults: what the portal does when its machine, disk, database or queue fails.

`bin/faults` runs them at length and prints the figures, `tests/ops/test_faults.py` in short.
"""

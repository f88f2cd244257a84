"""The clock against a naive count of days, 10,000 cases for each property (Hypothesis).

.venv/bin/python bench/clock.py
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ["tests/workdays/test_counting.py", "tests/requests_app/test_clock.py"]

if __name__ == "__main__":
    began = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-q", "--hypothesis-profile=thorough", *TESTS]
    done = subprocess.run([*command, *sys.argv[1:]], cwd=ROOT)
    print(f"10,000 cases each in {time.perf_counter() - began:.0f} s")
    sys.exit(done.returncode)

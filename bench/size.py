"""How big production is: the locked packages, installed into a folder of their own.

.venv/bin/python bench/size.py

Weighed as `du --apparent-size` would, without byte-code, which Python writes where it may.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 300  # MB


def main():
    """Install, weigh, and name the heaviest parts."""
    load = ", ".join(f"{part:.2f}" for part in os.getloadavg())
    print(f"load average {load}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        install(folder)
        parts = {part.name: weight(part) for part in Path(folder).iterdir()}
    for name in sorted(parts, key=parts.get, reverse=True)[:5]:
        print(f"  {name:<40} {parts[name]:>6.1f} MB")
    total = sum(parts.values())
    word = "ok" if total <= LARGEST else "MISSED"
    print(f"production packages without byte-code {total:>8.1f} MB   goal {LARGEST} MB: {word}")
    return total <= LARGEST


def install(folder):
    """Install what requirements/prod.txt names, and nothing else."""
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", folder]
    command += ["--require-hashes", "--link-mode", "copy", "-r", "requirements/prod.txt"]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"UV_PYTHON_DOWNLOADS": "never"})


def weight(part):
    """Megabytes of a file or of all files in a folder, byte-code left out."""
    files = [part] if part.is_file() else part.rglob("*")
    return sum(file.stat().st_size for file in files if is_weighed(file)) / 1e6


def is_weighed(file):
    """Tell whether a file is shipped, and not written by Python itself."""
    return file.is_file() and not file.is_symlink() and file.suffix != ".pyc"


if __name__ == "__main__":
    sys.exit(not main())

"""Which version this is: `pyproject.toml` says so, and nothing else does."""

import tomllib
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
VERSION = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]

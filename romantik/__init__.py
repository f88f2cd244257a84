"""The project: settings, addresses, tasks, and the pages that read every app."""

import tomllib
from pathlib import Path

from romantik.celery import app as celery_app

__all__ = ["__version__", "celery_app"]

_PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
__version__ = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]

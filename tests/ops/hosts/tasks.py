"""The worker's application with a task that takes its time, and little patience at its end."""

import time
from pathlib import Path

from romantik import celery
from romantik.celery import app

celery.FINISHES = 4


@app.task(name="tests.slow")
def slow(file, seconds):
    """Tells a file when it begins and when it has ended."""
    Path(file).write_text("began")
    time.sleep(seconds)
    Path(file).write_text("ended")

"""The settings under which a measurement serves: the tests' own, with the sessions' key."""

import os

from tests.settings import *  # noqa: F403

SECRET_KEY = os.environ["BENCH_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
WHITENOISE_USE_FINDERS = True  # a browser asks for styles and scripts too

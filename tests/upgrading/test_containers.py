"""What `bin/upgrade` asks of compose, told to a stand-in."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.one_database

SWITCH = "import sys; sys.path.insert(0, 'deploy/upgrade'); import containers; "
SWITCH += "containers.Containers().switch()"


def test_queue_and_proxy_are_made_anew_as_the_compose_file_of_the_new_version_says(tmp_path):
    """A restart would give its new rules to a container without the files that they include.

    The queue of 0.9.0 has no password, so it refuses whoever comes with one.
    """
    compose, said = tmp_path / "compose", tmp_path / "said"
    compose.write_text(f'#!/bin/sh\necho "$@" >>{said}\n')
    compose.chmod(0o755)
    environment = os.environ | {"COMPOSE": str(compose)}

    subprocess.run(
        [sys.executable, "-B", "-c", SWITCH], cwd=settings.BASE_DIR, env=environment, check=True
    )

    again = "up -d --no-deps --force-recreate"
    assert said.read_text().splitlines() == [
        "up -d --no-deps redis",
        f"{again} web worker beat watch",
        f"{again} proxy",
    ]

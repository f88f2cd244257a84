"""What `bin/upgrade` asks of compose, told to a stand-in."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.one_database

SWITCH = "import sys; sys.path.insert(0, 'deploy/upgrade'); import containers; "
SWITCH += "containers.Containers().switch()"


def test_the_proxy_is_made_anew_after_the_portal_with_the_files_of_the_new_version(tmp_path):
    """A restart would give its new rules to a container without the files that they include."""
    compose, said = tmp_path / "compose", tmp_path / "said"
    compose.write_text(f'#!/bin/sh\necho "$@" >>{said}\n')
    compose.chmod(0o755)
    environment = os.environ | {"COMPOSE": str(compose)}

    subprocess.run(
        [sys.executable, "-B", "-c", SWITCH], cwd=settings.BASE_DIR, env=environment, check=True
    )

    again = "up -d --no-deps --force-recreate"
    assert said.read_text().splitlines() == [f"{again} web worker beat watch", f"{again} proxy"]

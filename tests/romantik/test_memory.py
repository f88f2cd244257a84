"""What web server and worker have done once before they fork."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from romantik.memory import ALLOCATIONS

DOORS = {
    "web": "import romantik.wsgi",
    "worker": "import django, romantik.celery; django.setup(); "
    "from celery.signals import worker_init; worker_init.send(sender=None)",
}
AWAY = "postgres://nobody@127.0.0.1:1/nothing"  # whose tables nobody can look at
TOLD = "import gc, sys; print(gc.get_threshold()[0], {'pyhanko', 'weasyprint'} <= {*sys.modules})"


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_what_letters_need_is_loaded_and_garbage_is_looked_for_less_often(door):
    said = subprocess.run(
        [sys.executable, "-c", f"{door}; {TOLD}"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": AWAY},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split() == [str(ALLOCATIONS), "True"]

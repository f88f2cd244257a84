"""What web server and worker have done once before they fork."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from romantik.memory import ALLOCATIONS

DOORS = {
    "web": "import romantik.wsgi",
    "worker": "import romantik.celery; from celery.signals import worker_init; "
    "worker_init.send(sender=None)",
}
TOLD = "import gc, sys; print(gc.get_threshold()[0], {'pyhanko', 'weasyprint'} <= {*sys.modules})"


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_what_letters_need_is_loaded_and_garbage_is_looked_for_less_often(door):
    said = subprocess.run(
        [sys.executable, "-c", f"{door}; {TOLD}"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split() == [str(ALLOCATIONS), "True"]

"""A hundred one-page letters with one secret: numbered, drawn, signed, checked, stored, mailed.

    .venv/bin/python bench/sitting.py [letters]     (bin/with-postgres before it for PostgreSQL)

The key is RSA-3072, the letters are such as an office issues, not a demonstration's. Two processes
draw what has been numbered while more is numbered, as the two of a worker do; one child signs while
the page settles the letter before. Mails leave in the page's own process, and on PostgreSQL, which
processes can share, in those of the workers. How fast the machine is at that moment is told by the
bare pipeline, before and after: the same page drawn by WeasyPrint and signed by pyHanko with a kept
key, two at a time, with nothing numbered, checked, stored or mailed.
"""

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, wait
from functools import cache
from importlib import import_module
from io import StringIO
from multiprocessing import get_context
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from ground import fresh_database, verdict

from letters import archive
from letters.models import Certificate, Letter
from letters.page import pdf
from letters.signing.signers.session import CHILD
from romantik.celery import Task, app
from tests.cast import appoint, make_agency, make_member, make_staff
from tests.letters.authority import Authority
from tests.letters.test_pdf import CONTENT
from tests.submissions import make_proposed

SLOWEST = 125  # milliseconds a letter: eight a second
BARE = 1000 / 15  # milliseconds of the bare pipeline where that goal was set
SECRET = "frasa-sandi-uji"  # noqa: S105
PURPOSE = {"name": "Ahmad Yani", "reason": "Surat", "location": "Kotabaru", "room": 0}


def main(count):
    with fresh_database(), tempfile.TemporaryDirectory() as folder:
        settings.STORAGES["default"]["OPTIONS"]["location"] = Path(folder)
        settings.PRIVATE_ROOT = Path(folder)
        settings.DEMONSTRATION, settings.STATEMENT_KEYS = False, Path(folder) / "keys"
        call_command("statement_key", stdout=StringIO())
        return several(count, Path(folder))


def several(count, folder):
    """Do a hundred letters leave at eight a second?"""
    import_module("romantik.wsgi")  # the process as gunicorn has it before it forks
    is_shared = connection.vendor == "postgresql"
    if is_shared:
        connection.close()  # it would belong to several processes
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as workers:
        list(workers.map(_fixed, [CONTENT] * 2))  # fonts and templates are known from here on
        queued = _queue_at(workers) if is_shared else []
        head = _head(folder)
        drafts = list(_drafts(count))
        client = Client()
        client.force_login(head)
        wait(queued)
        pace = [_pace(workers, head)]
        begun = time.perf_counter()
        numbered, files = [], []
        for draft in drafts:
            numbered.append(draft.reserve_numbers(by=head))
            files.append(workers.submit(_fixed, numbered[-1].content))
        for letter, file in zip(numbered, files, strict=True):
            letter.unsigned_sha256 = file.result()
            letter.save(update_fields=["unsigned_sha256"])
        drawn = time.perf_counter()
        marks = [letter.read_mark for letter in numbered]
        page = client.post(reverse("sitting"), {"read": marks, "passphrase": SECRET}).getvalue()
        answered = time.perf_counter()
        wait(queued)
        signed = time.perf_counter()
        pace.append(_pace(workers, head))
    done = Letter.objects.filter(pk__in=[letter.pk for letter in numbered], state="signed")
    if done.count() < count:
        print(page.decode())
        return False
    return _told(count, pace, begun, drawn, answered, signed)


def _told(count, pace, begun, drawn, answered, signed):
    """What one sitting took; moments in seconds, the pace of the bare pipeline in ms."""
    print(f"the bare pipeline: {pace[0]:.0f} ms each before, {pace[1]:.0f} ms each after")
    print(f"{count} letters in one sitting: {(drawn - begun) / count * 1000:.0f} ms each to number")
    print(f"and draw, {(answered - drawn) / count * 1000:.0f} ms each from the passphrase on,")
    print(f"{(signed - answered) / count * 1000:.0f} ms each until the last mail has left")
    each = (signed - begun) / count * 1000
    verdict("against the bare pipeline", each / (sum(pace) / 2), round(SLOWEST / BARE, 2), "times")
    return verdict("a letter of a sitting", each, SLOWEST, "ms")


def _head(folder):
    authority = Authority()
    roots = folder / "roots.pem"
    roots.write_bytes(authority.pem)
    settings.SIGNING_ROOTS = str(roots)
    head = make_staff("Ahmad Yani", "head", office=None)
    appoint(head)
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    container = authority.person("Ahmad Yani", key=key).container(SECRET.encode())
    Certificate.objects.examine(container, secret=SECRET).keep_for(head)
    return head


def _drafts(count):
    examiner = make_staff("Rina Amelia", "examiner")
    member = make_member("Siti Aminah", agency=make_agency())
    for _ in range(count):
        yield make_proposed(member, examiner).letters.get()


def _queue_at(workers):
    """Have what the page queues done by the workers, as behind a broker; returns what is queued."""
    queued = []
    app.conf.task_always_eager = False
    Task._queue = lambda task, args, kwargs: queued.append(
        workers.submit(_do, task.name, args, kwargs)
    )
    return queued


def _do(name, args, kwargs):
    app.tasks[name].run(*args, **kwargs)


def _pace(workers, head):
    """Milliseconds a letter that the bare pipeline needs now."""
    page, container = pdf.page_of(CONTENT, pdf.code_of(CONTENT)), bytes(head.certificate.container)
    for times in (2, 30):  # the first two bring what is loaded once
        begun = time.perf_counter()
        list(workers.map(_bare, [page] * times, [container] * times))
    return (time.perf_counter() - begun) / times * 1000


def _bare(page, container):
    from weasyprint import HTML

    sign, signer = _bare_signer(container)
    sign(HTML(string=page).write_pdf(pdf_variant="pdf/a-3a"), signer, PURPOSE)


@cache
def _bare_signer(container):
    """What the signer's child does, in this process."""
    sys.path.insert(0, str(CHILD))
    import key_file
    import pades

    key, certificate, others = pkcs12.load_key_and_certificates(container, SECRET.encode())
    return pades.sign_pdf, key_file.key_signer(key, certificate, others)


def _fixed(content):
    return archive.keep(pdf.render(content, draft=False))


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))

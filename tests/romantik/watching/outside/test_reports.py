"""What goes wrong is told to a service for errors; what people wrote, typed or sent is not.

Marked data is thrown at every place from which a report could take it, and a real service on this
machine takes the reports.
"""

import base64
import json
import logging
from urllib.parse import quote

import pytest
import sentry_sdk
from celery import shared_task
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from events import delivery
from events.outbox import enqueue_message
from romantik import __version__
from romantik.views import search
from romantik.watching import reporting

MARK = "Rahasia-7391-milik-orang"


@pytest.fixture
def reports(receiver, settings):
    """Errors are reported to that service during one test; ask for what has arrived."""
    settings.SENTRY_DSN = f"http://kunci@127.0.0.1:{receiver.port}/7"
    reporting.begin("web")

    def arrived():
        sentry_sdk.flush(5)
        return [event_in(body) for path, _, body in receiver.taken if path == "/api/7/envelope/"]

    yield arrived
    sentry_sdk.init()  # from here on nothing is reported


def event_in(envelope):
    """The error in an envelope; nothing else may be in one."""
    _head, kind, event = envelope.splitlines()
    assert json.loads(kind)["type"] == "event"
    return json.loads(event)


@shared_task
def task_of_a_test(said):
    local = said  # noqa: F841  a report could take it from here
    raise ValueError(f"cannot do {said}")


def fail_with_everything(request, *args):
    """As a view that breaks while it holds all that was sent and looked up."""
    typed = dict(request.POST.items())  # noqa: F841
    held = {"mail": mail.EmailMessage(MARK, MARK), "session": dict(request.session)}
    logging.getLogger("romantik.test").info("before: %s", MARK)
    raise RuntimeError(f"{MARK} {held}") from KeyError(MARK)


@pytest.fixture
def broken(monkeypatch):
    """A page that cannot be answered, asked for by somebody who sends marks everywhere."""
    monkeypatch.setattr(search, "render", fail_with_everything)

    def ask(person):
        number = "0af7651916cd43dd8448eb211c80319c"
        headers = {
            "X-Rahasia": MARK,
            "Referer": MARK,
            "sentry-trace": f"{number}-b7ad6b7169203331-1",
            "baggage": f"sentry-trace_id={number},sentry-release={MARK},isian={MARK}",
        }
        client = Client(raise_request_exception=False, headers=headers)
        client.force_login(person)
        session = client.session
        session["isian"] = MARK
        session.save()
        client.cookies["lain"] = MARK
        return client.get(f"{reverse('search')}?kata={MARK}", headers={"User-Agent": MARK})

    return ask


def traces_of(mark, taken):
    """Whether the mark is in anything that was sent, in whatever dress."""
    raw = mark.encode()
    inner = [base64.b64encode(b"0" * shift + raw)[4:-4] for shift in range(3)]
    shapes = {raw, raw.lower(), quote(mark).encode(), raw.hex().encode(), *inner}
    said = b"".join(body + str(headers).encode() for _, headers, body in taken)
    return {shape for shape in shapes if shape in said or shape in said.lower()}


def test_a_page_that_breaks_is_told_with_request_and_person_and_nothing_else(
    reports, broken, receiver, sari
):
    answer = broken(sari)

    assert answer.status_code == 500
    (event,) = reports()
    assert event["tags"] == {"request": answer.headers["X-Request-ID"], "role": "web"}
    assert event["user"] == {"id": str(sari.pk)}
    assert event["transaction"] == "romantik.views.search.show"
    assert event["release"] == f"romantik@{__version__}"
    assert [error["type"] for error in event["exception"]["values"]] == ["KeyError", "RuntimeError"]
    last = event["exception"]["values"][-1]["stacktrace"]["frames"][-1]
    assert last["function"] == "fail_with_everything"
    assert last.keys() <= reporting.OF_A_FRAME
    assert traces_of(MARK, receiver.taken) == set()
    assert sari.email.encode() not in receiver.taken[0][2]


def test_what_is_typed_and_uploaded_stays_here(reports, receiver, sari, draft, monkeypatch):
    """Answers of the form, a file with its name, a password: each page breaks on the way."""

    def fail(form):
        raise RuntimeError(f"{form.data} {form.files}")

    monkeypatch.setattr("django.forms.forms.BaseForm.full_clean", fail)
    client = Client(raise_request_exception=False)
    client.force_login(sari)
    file = SimpleUploadedFile(f"{MARK}.pdf", b"%PDF-1.4 " + MARK.encode() * 9)
    form = {"kind": "cover_letter", "file": file, "password": MARK, "keterangan": MARK}
    page = reverse("answers", args=[draft.code, "design"])
    statuses = {
        client.post(reverse("attachments", args=[draft.code]), form).status_code,
        client.post(f"{page}?{MARK}", {"collection_coverage": MARK}).status_code,
    }

    assert statuses == {500}
    assert len(reports()) == 2
    assert traces_of(MARK, receiver.taken) == set()
    assert draft.code.encode() not in b"".join(body for *_, body in receiver.taken)


def test_a_statement_that_fails_is_told_without_its_words_and_values(reports, receiver, sari):
    with transaction.atomic(), pytest.raises(Exception, match="nowhere"), transaction.atomic():
        connection.cursor().execute(f"SELECT '{MARK}' FROM nowhere WHERE a = %s", [MARK])
    try:
        with transaction.atomic():
            connection.cursor().execute(f"SELECT '{MARK}' FROM nowhere WHERE a = %s", [MARK])
    except Exception:
        logging.getLogger("romantik.test").exception("%s cannot be read", MARK)

    (event,) = reports()
    assert event["exception"]["values"][-1]["type"] in {"OperationalError", "ProgrammingError"}
    assert traces_of(MARK, receiver.taken) == set()


def test_a_task_that_breaks_is_told_without_its_arguments(reports, receiver, settings):
    settings.CELERY_TASK_EAGER_PROPAGATES = False
    task_of_a_test.apply(args=[MARK], kwargs={}, throw=False, headers={"x": MARK})

    (event,) = reports()
    assert event["transaction"].endswith("task_of_a_test")
    assert event["tags"]["request"] != "-"
    assert traces_of(MARK, receiver.taken) == set()


def test_a_mail_that_cannot_leave_is_told_without_its_text(reports, receiver, db, monkeypatch):
    def fail(line, messages):
        raise RuntimeError(f"{messages[0].body} {messages[0].to}")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    delivery.deliver(enqueue_message("x", f"{MARK}@example.go.id", MARK, f"Isi {MARK}"))

    assert len(reports()) == 1
    assert traces_of(MARK, receiver.taken) == set()


def test_a_line_of_the_log_is_told_by_its_pattern_or_by_its_place(reports, receiver):
    logger = logging.getLogger("romantik.test")
    logger.error("%s cannot be read", MARK)
    logger.error(f"{MARK} cannot be read")

    first, second = reports()
    assert first["logentry"] == {"message": "%s cannot be read"}
    assert second["logentry"]["message"].startswith("test_reports:")
    assert traces_of(MARK, receiver.taken) == set()


def test_a_known_outage_is_left_to_the_status_page(reports, broken, monkeypatch, sari):
    def fail(request, *args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(search, "render", fail)

    assert broken(sari).status_code == 507
    assert reports() == []


def test_strangers_cannot_fill_the_service_with_names_they_make_up(reports, client, db):
    assert client.get("/", headers={"Host": "orang-lain.example"}).status_code == 400
    assert reports() == []


def test_nothing_leaves_while_nothing_breaks(reports, receiver, client, sari):
    client.force_login(sari)
    assert client.get(reverse("desk")).status_code == 200

    assert (reports(), receiver.taken) == ([], [])

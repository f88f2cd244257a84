"""Spans leave without anything that somebody wrote; production's own are in tests/ops."""

import contextlib
import importlib
import sys

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import (
    NonRecordingSpan,
    SpanContext,
    Status,
    StatusCode,
    TraceFlags,
    TraceState,
    set_span_in_context,
)

from romantik.environment import ValidationError, share
from romantik.hosts.services import collector_address, reports_address
from romantik.serving import incidents
from romantik.watching import tracing

MARK = "rahasia-5521-orang"


class Unwell(Exception):
    """Breaks a span off."""


pytestmark = pytest.mark.one_database


@pytest.fixture
def bared():
    """Have a span made, and see what leaves."""
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    tracer = provider.get_tracer("test")
    strange = SpanContext(7, 8, True, TraceFlags(1), TraceState([("orang", MARK)]))

    def make(deed, **attributes):
        parent = set_span_in_context(NonRecordingSpan(strange))
        with (
            contextlib.suppress(Unwell),
            tracer.start_as_current_span("SELECT", context=parent, attributes=attributes) as span,
        ):
            deed(span)
            raise Unwell(MARK)
        return tracing.bared(kept.get_finished_spans()[-1])

    return make


def test_an_error_is_told_by_its_kind_only(bared):
    def deed(span):
        span.add_event(MARK, {"said": MARK})
        span.set_status(Status(StatusCode.ERROR, MARK))

    left = bared(deed)

    assert [(event.name, dict(event.attributes)) for event in left.events] == [
        ("exception", {"exception.type": f"{__name__}.Unwell"})
    ]
    assert (left.status.status_code, left.status.description) == (StatusCode.ERROR, None)
    assert MARK not in left.to_json()


def test_a_statement_is_told_by_its_table_only(bared):
    words = f"""SELECT 1 FROM "accounts_user" WHERE "email" = '{MARK}' AND "name" = %s"""
    left = bared(lambda span: None, **{"db.statement": words, "db.user": MARK, "http.url": MARK})

    assert left.attributes["db.collection.name"] == "accounts_user"
    assert MARK not in left.to_json()


def test_a_stranger_s_words_do_not_travel_with_the_trace(bared):
    left = bared(lambda span: None)

    assert left.parent.span_id == 8
    assert (len(left.context.trace_state), len(left.parent.trace_state)) == (0, 0)


def test_request_and_person_are_told_by_their_numbers(bared):
    request, person = incidents.incident.set("permintaan-9"), incidents.person.set(41)
    try:
        left = bared(lambda span: None)
    finally:
        incidents.incident.reset(request)
        incidents.person.reset(person)

    assert left.attributes["romantik.request"] == "permintaan-9"
    assert left.attributes["romantik.person"] == 41


def test_name_and_password_of_the_address_become_a_header(settings, receiver, bared):
    settings.TRACES_TO = f"http://portal:kata%40sandi@127.0.0.1:{receiver.port}/v1/traces"
    tracing.exporter().export([bared(lambda span: None)])

    ((path, headers, body),) = receiver.taken
    assert (path, headers["authorization"]) == ("/v1/traces", "Basic cG9ydGFsOmthdGFAc2FuZGk=")
    assert b"SELECT" in body
    assert MARK.encode() not in body


def test_without_the_packages_one_sentence_says_so(monkeypatch):
    """As where requirements/prod.txt alone was installed."""
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    monkeypatch.delitem(sys.modules, "romantik.watching.tracing")

    with pytest.raises(SystemExit, match=r"needs the packages of requirements/watching\.txt"):
        importlib.import_module("romantik.watching.tracing")


def test_addresses_that_cannot_be_meant_are_refused():
    collector_address("http://127.0.0.1:4318/v1/traces")
    reports_address("https://kunci@sentry.example.go.id/1")
    for check, wrong in (
        (collector_address, "traces.example.go.id:4318"),
        (reports_address, "https://sentry.example.go.id/1"),
        (reports_address, "https://kunci@sentry.example.go.id"),
        (share, 1.5),
    ):
        with pytest.raises(ValidationError):
            check(wrong)

"""Traces by OpenTelemetry: what a request or task asked of whom, and how long each took.

Spans leave this process rewritten: of their attributes only those that name the portal's own parts
stay, of errors only the kind, of statements only the verb and the table.
"""

import re
from base64 import b64encode
from urllib.parse import unquote, urlsplit

from django.conf import settings

from romantik.environment import refuse
from romantik.serving.incidents import incident, person

try:
    from opentelemetry import propagate, trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.celery import CeleryInstrumentor
    from opentelemetry.instrumentation.django import DjangoInstrumentor
    from opentelemetry.instrumentation.psycopg2 import Psycopg2Instrumentor
    from opentelemetry.instrumentation.redis import RedisInstrumentor
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import Event, ReadableSpan, TracerProvider, sampling
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
except ImportError as missing:
    refuse(f"TRACES_TO needs the packages of requirements/watching.txt ({missing.name}).")

KEPT = {"http.method", "http.request.method", "http.route", "http.status_code"}
KEPT |= {"http.response.status_code", "db.system", "db.system.name", "celery.action"}
KEPT |= {"celery.task_name", "celery.state", "messaging.destination", "error.type"}
STATEMENTS = ("db.statement", "db.query.text")
TABLE = re.compile(r'\b(?:FROM|INTO|UPDATE|JOIN) "(\w{1,63})"')
PATIENCE = 5  # seconds for whoever takes the traces


def begin(role):
    """Trace this process and those that it forks."""
    share = sampling.TraceIdRatioBased(settings.TRACES_SHARE)
    provider = TracerProvider(
        # A stranger's header decides nothing: task and request agree by the number of the trace.
        sampler=sampling.ParentBased(
            share, remote_parent_sampled=share, remote_parent_not_sampled=share
        ),
        resource=Resource.create({"service.name": f"romantik-{role}"}),
    )
    provider.add_span_processor(Bare(exporter()))
    trace.set_tracer_provider(provider)
    propagate.set_global_textmap(TraceContextTextMapPropagator())
    for each in (DjangoInstrumentor, CeleryInstrumentor, RedisInstrumentor, Psycopg2Instrumentor):
        each().instrument()


def exporter():
    """Who takes the traces; name and password of the address become a header."""
    address = urlsplit(settings.TRACES_TO)
    headers = {}
    if address.username:
        pair = f"{unquote(address.username)}:{unquote(address.password or '')}"
        headers["authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    bare = address._replace(netloc=address.netloc.rpartition("@")[2])
    return OTLPSpanExporter(endpoint=bare.geturl(), headers=headers, timeout=PATIENCE)


class Bare(BatchSpanProcessor):
    """Sends spans in batches, without anything that somebody wrote."""

    def on_end(self, span):
        """Called in the thread that did the work: it knows the request and the person."""
        super().on_end(bared(span))


def bared(span):
    """The span with its place, its times and names of the portal's own parts."""
    attributes = {key: value for key, value in span.attributes.items() if key in KEPT}
    statement = next((span.attributes[key] for key in STATEMENTS if key in span.attributes), "")
    if table := TABLE.search(str(statement)):
        attributes["db.collection.name"] = table[1]
    attributes["romantik.request"] = incident.get()
    if person.get():
        attributes["romantik.person"] = person.get()
    return ReadableSpan(
        name=span.name,
        context=without_words(span.context),
        parent=span.parent and without_words(span.parent),
        resource=span.resource,
        attributes=attributes,
        events=[error_of(event) for event in span.events if event.name == "exception"],
        kind=span.kind,
        status=trace.Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def without_words(context):
    """The numbers of a span, without the state that whoever asks may send along."""
    return trace.SpanContext(
        context.trace_id, context.span_id, context.is_remote, context.trace_flags
    )


def error_of(event):
    """The kind of an error, not its message nor its values."""
    kind = event.attributes.get("exception.type", "-")
    return Event("exception", {"exception.type": kind}, event.timestamp)

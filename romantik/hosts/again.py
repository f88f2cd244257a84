"""A reading that lost its line to the database is begun once more, before anybody is told of it.

The server that is written to may be another by now. Where it is away altogether, pages that are
open to everybody are read from a replica: as a stranger reads them, with nothing written, and told
of which moment they are. What somebody sent is never repeated here (`events/once.py` knows what it
has done already); the page of the error keeps his words.
"""

from copy import copy

from django.conf import settings
from django.db import connections
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import http_date

from events.resting import resting
from romantik.hosts import reading, replicas
from romantik.hosts.routing import reading_from
from romantik.serving.outages import AWAY, BUSY, meaning_of

REPEATED = {"GET", "HEAD"}
AS_OF = "Data-As-Of"  # for machines


class Again:
    """Stands outside of everything that asks the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if replicas.aliases() and replicas.watch.is_away() and (found := self.from_copy(request)):
            return found
        untouched = copy(request)
        response = self.get_response(request)
        if is_lost(request):
            leave(request)
            return self.again(untouched) if request.method in REPEATED else response
        if replicas.aliases():
            reading.note_written(request, response)
        return response

    def again(self, request):
        """The answer of a second try; a replica's where the server written to is away."""
        second = copy(request)
        response = self.get_response(second)
        if not is_lost(second):
            return response
        if replicas.aliases():
            replicas.watch.note_away()
            return self.from_copy(request) or response
        return response

    def from_copy(self, request):
        """The page as a replica has it, if it is one for everybody and a replica answers."""
        if not is_for_everybody(request):
            return None
        alias, moment = replicas.last_resort()
        if alias is None:
            return None
        request.COOKIES = without_session(request.COOKIES)
        request.as_of = timezone.localtime(moment)
        request.minutes_old = round((timezone.now() - moment).total_seconds() / 60)
        with reading_from(alias, alone=True), resting():
            response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers[AS_OF] = http_date(moment.timestamp())
        return response


def is_lost(request):
    """Was it a server that failed? A replica also ends what stands in the way of its following."""
    outage = getattr(request, "outage", None)
    return outage is AWAY or (outage is BUSY and read_from(request) is not None)


def read_from(request):
    return getattr(request, "read_from", None)


def leave(request):
    """The second try asks neither the replica of the first nor a line that is dead."""
    if alias := read_from(request):
        replicas.watch.note_away(alias)
    leave_lost_lines()


def is_away(problem):
    """Does that error mean that the server written to is away, or is another by now?"""
    return meaning_of(problem) is AWAY


def leave_lost_lines():
    """The next question opens a line anew where this one is dead, or leads to who only reads."""
    for line in connections.all(initialized_only=True):
        if not line.in_atomic_block:
            line.close_if_unusable_or_obsolete()


def is_for_everybody(request):
    """Is it a page that a stranger may read, and does he only read it?"""
    try:
        name = resolve(request.path_info).url_name
    except Resolver404:
        return False
    reads = request.method in REPEATED or name in reading.CHECKS
    return name in reading.PUBLIC and reads


def without_session(cookies):
    """Who somebody is cannot be asked; his session stays in his browser."""
    return {name: value for name, value in cookies.items() if name != settings.SESSION_COOKIE_NAME}

"""Pages that may be read from a replica, and who may: nobody who has just written something.

He reads the server written to until any replica that is still asked must have his words: a cookie
that ends by itself says so.
"""

from contextlib import ExitStack
from math import ceil

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import FileResponse

from romantik.hosts import replicas
from romantik.hosts.routing import alias_of_page, is_alone, reading_from
from romantik.patience import exporting

SAFE = {"GET", "HEAD", "OPTIONS"}
WROTE = "romantik_wrote"
SLACK = 5  # seconds: clocks of browsers, and what was still on its way

# Open to everybody; they go on while the server written to is away.
PUBLIC = {
    *("home", "service_standard"),
    *("catalogue", "catalogue_entry", "catalogue_open_data", "catalogue_feed", "catalogue_csv"),
    *("catalogue_json", "catalogue_dcat", "api_activities", "api_activity"),
    *("letter_check", "letter_check_json", "letter_verification", "letter_verification_json"),
}
CHECKS = {"letter_check", "letter_check_json"}  # a letter is sent to be read
TABLES = {  # of staff, to take away
    f"{name}_{ending}"
    for name in ("submissions", "visits", "letter_register", "board")
    for ending in ("csv", "xlsx", "ods")
}
PAGES = PUBLIC | TABLES | {"board"}


class FromReplica:
    """Let a page of the list read from a replica, where there is one that is near enough.

    It stands innermost: whatever comes before the view is read first hand.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with ExitStack() as request.while_reading:
            response = self.get_response(request)
            if response.streaming and not isinstance(response, FileResponse):
                go_on_reading(response)
        return response

    def process_view(self, request, view, args, kwargs):
        may_be = replicas.aliases() and not is_alone.get() and may_be_behind(request)
        if may_be and (alias := replicas.fresh()):
            request.read_from = alias
            request.while_reading.enter_context(reading_from(alias))
        if request.resolver_match.url_name in TABLES and is_elsewhere():
            request.while_reading.enter_context(exporting(read_now()))


def may_be_behind(request):
    """Is this a page that reads, of somebody who has not just written?"""
    name = request.resolver_match.url_name
    reads = request.method in SAFE or name in CHECKS
    return name in PAGES and reads and WROTE not in request.COOKIES


def note_written(request, response):
    """Let who has just sent something read first hand for a while."""
    name = request.resolver_match and request.resolver_match.url_name
    if request.method in SAFE or name in CHECKS or response.status_code >= 400:
        return
    response.set_cookie(
        WROTE,
        "1",
        max_age=ceil(settings.REPLICA_LAG) + SLACK,
        secure=settings.BEHIND_TLS,
        httponly=True,
        samesite="Lax",
    )


def read_now():
    """The alias of the server that is read from."""
    return alias_of_page.get() or DEFAULT_DB_ALIAS


def is_elsewhere():
    """Is it a replica, or behind a pool? A long table is then read in one transaction, at ease.

    A replica keeps nobody waiting, and a pool leaves a cursor open in no other way.
    """
    return alias_of_page.get() or connections[read_now()].settings_dict.get("POOLED", False)


def go_on_reading(response):
    """What is sent while it is read comes from where its page began, whoever sends it."""
    if is_elsewhere():
        source = iter(response.streaming_content)
        response.streaming_content = _pieces(source, alias_of_page.get(), is_alone.get())


def _pieces(source, alias, alone):
    with ExitStack() as stack:
        with reading_from(alias, alone=alone):
            stack.enter_context(exporting(read_now()))
        while True:
            with reading_from(alias, alone=alone):
                piece = next(source, None)
            if piece is None:
                return
            yield piece

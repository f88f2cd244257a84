"""A form that makes something makes it once: however often it is sent, after *Back* too.

The same words sent again from the same page (it carries a token of its own against forgery), or
within ten minutes from another, lead to where the first led, and say the same. Other words are
another deed: nothing typed is swallowed.
"""

import hashlib
from functools import wraps

from django.contrib import messages
from django.db import InterfaceError, OperationalError, connection, transaction
from django.shortcuts import redirect

from events.holding import take_turn
from events.models import Event, Made

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field; a new one each time a page is drawn


def once(view=None, *, alike=True, stands=lambda made: True):
    """Decorator of a view whose POST makes something and then redirects.

    ``alike``: are the same words from another page the same deed? ``stands`` says whether they
    still are. A view that shows what it made, instead of leading there, sets ``made_at`` on its
    answer, and ``request.made_said`` to the words for whoever is led there later; one that makes
    what may disappear without a trace lists it as ``request.made``.
    """
    if view is None:
        return lambda view: once(view, alike=alike, stands=stands)

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        digest, key = _digest(request), _key(request)

        @transaction.atomic
        def make():
            take_turn(digest)
            made = Made.objects.before(digest, key, alike=alike)
            if made and (made.key == key != "" or stands(made)):
                for words in made.told:
                    messages.success(request, words)
                return redirect(made.address)
            newest = Event.objects.order_by("pk").last()
            response = view(request, *args, **kwargs)
            address = getattr(response, "made_at", "") or response.headers.get("Location", "")
            if address and not _was_refused(request):
                _note(request, newest, digest=digest, key=key, address=address)
            return response

        return _answer(request, make)

    return guarded


def _answer(request, make):
    """Make it; once more where the line to the database was lost on the way.

    Nobody knows whether it still was stored: `Made` does, on the line that is opened next.
    """
    said = len(_queued(request))
    connection.ensure_connection()
    line = connection.connection
    try:
        return make()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or not _is_lost(line):
            raise
    _as_it_came(request, said)
    return make()


def _is_lost(line):
    """Is another line open by now (Django opens one at the end of a transaction), or must it be?

    A line that leads to a server which only reads is closed here, too.
    """
    connection.close_if_unusable_or_obsolete()
    return connection.connection is not line


def _as_it_came(request, said):
    """Take back what the first try has left on the request."""
    del _queued(request)[said:]
    for name in ("made", "made_said", "was_refused"):
        request.__dict__.pop(name, None)
    for _, uploads in request.FILES.lists():
        for upload in uploads:
            upload.seek(0)


def _was_refused(request):
    """A verb that raised, or a page that leads elsewhere with words of refusal alone."""
    levels = {message.level for message in _queued(request)}
    is_told_no = levels and messages.SUCCESS not in levels
    return is_told_no or getattr(request, "was_refused", False)


def _queued(request):
    return messages.get_messages(request)._queued_messages


def _note(request, newest, **facts):
    by = request.user if request.user.is_authenticated else None
    since = Event.objects.filter(by=by, pk__gt=newest.pk if newest else 0)
    event = since.order_by("pk").last() if by else None  # nobody's may be the portal's own
    made = getattr(request, "made", [])
    pks = " ".join(str(one.pk) for one in made)
    thing = f"{made[0]._meta.label_lower} {pks}" if made else ""
    said = getattr(request, "made_said", None) or [str(each) for each in _queued(request)]
    Made.objects.create(by=by, event=event, told=said, thing=thing, **facts)


def _key(request):
    """Of the page from which it was sent; the token itself is kept nowhere."""
    token = request.POST.get(TOKEN, "")
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest() if token else ""


def _digest(request):
    """Who sent what to which address; the bytes of files, not their number alone."""
    words = [(name, values) for name, values in request.POST.lists() if name != TOKEN]
    files = [
        (name, upload.name, _content(upload))
        for name, uploads in request.FILES.lists()
        for upload in uploads
    ]
    sent = repr((request.user.pk, request.get_full_path(), sorted(words), sorted(files)))
    return hashlib.sha256(sent.encode("utf-8", "surrogatepass")).hexdigest()


def _content(upload):
    """Of its bytes, in whatever pieces they came."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()

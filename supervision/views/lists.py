"""The list behind a figure, on a page and to take away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from files.tables import csv_response, xlsx_response
from requests_app.views.exports import MOST_ROWS, TOO_LONG
from supervision.areas import area_of
from supervision.lists import LISTS, columns_of, found, lines, table
from supervision.models import Coaching
from supervision.views.asking import Asked
from supervision.views.boards import readers
from supervision.words import said

PAGE = 50


@require_safe
@never_cache
@readers
def show(request, area, figure):
    """50 rows a page; a file leads on only where it may be read for coaching."""
    asked, here, listed, rows = _asked(request, area, figure)
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    files = list(page.object_list)
    open_to = _open_to(request.user, files) if listed.of == "files" else set()
    context = {
        "area": here,
        "listed": listed,
        "words": asked.words,
        "choices": asked.choices(),
        "columns": columns_of(listed),
        "page": page,
        "rows": [_drawn(line, open_to) for line in lines(files, listed)],
    }
    return render(request, "supervision/list.html", context)


@require_safe
@never_cache
@readers
def as_csv(request, area, figure):
    """All of it, sent while it is read."""
    _, here, listed, rows = _asked(request, area, figure)
    return csv_response(table(rows.iterator(chunk_size=500), listed), _name(here, listed))


@require_safe
@never_cache
@readers
def workbook(request, area, figure, respond=xlsx_response):
    """The same as a workbook, which is made before it is sent."""
    _, here, listed, rows = _asked(request, area, figure)
    if rows.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
        messages.error(request, TOO_LONG.format(most=f"{MOST_ROWS:,}".replace(",", ".")))
        address = reverse("supervised_list", args=[area, figure])
        return redirect(f"{address}?{request.GET.urlencode()}")
    return respond([table(rows.iterator(chunk_size=500), listed)], _name(here, listed))


def _asked(request, area, figure):
    asked, listed = Asked(request), LISTS.get(figure)
    if listed is None:
        raise Http404
    here = area_of(request.user, area)
    return asked, here, listed, found(request.user, here, listed, asked.span, kind=asked.kind)


def _open_to(user, files):
    """The codes of those that he may read; one query."""
    read = Coaching.objects.files_for(user).filter(pk__in=[file.pk for file in files])
    return set(read.values_list("code", flat=True))


def _drawn(line, open_to):
    """The cells in words, and where the first of them leads, if it may be read."""
    href = reverse("supervised_file", args=[line[0]]) if line[0] in open_to else ""
    return {"href": href, "cells": [said(value) for value in line]}


def _name(area, listed):
    return f"pengawasan-{area.code}-{listed.slug}"

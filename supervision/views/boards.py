"""The boards of a Pengawas (``/pengawasan/``): country, province, office; nothing is changed."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from files.tables import csv_response, xlsx_response
from supervision.areas import area_of
from supervision.board import Board
from supervision.models import Coaching
from supervision.views.asking import Asked

PAGE = 50
readers = requires(Role.SUPERVISOR)


@require_safe
@never_cache
@readers
def show(request):
    """A row for each province or office, 50 a page, and what they come to together."""
    asked = Asked(request)
    board = asked.board()
    page = Paginator(board.rows, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "board": board,
        "words": asked.words,
        "today": asked.today,
        "choices": asked.choices_of_board(board),
        "page": page,
        "rows": [drawn(board, row, asked.query) for row in page],
        "total": cells(board.columns, board.area.code, board.total, asked.query),
    }
    return render(request, "supervision/board.html", context)


@require_safe
@never_cache
@readers
def office(request, area):
    """One office: each figure, and the list behind it. A province is a board of its own."""
    asked, here = Asked(request), area_of(request.user, area)
    if not here.is_office:
        raise Http404
    board = Board(here, asked.span, kind=asked.kind)
    figures = cells(board.columns, here.code, board.total, asked.query)
    held = Coaching.objects.of_reader(request.user).filter(office=here.code)
    context = {
        "area": here,
        "words": asked.words,
        "choices": asked.choices(),
        "figures": figures,
        "coachings": held.select_related("office", "submission"),
    }
    return render(request, "supervision/office.html", context)


@require_safe
@never_cache
@readers
def as_csv(request):
    """The board's rows, all pages."""
    return csv_response(Asked(request).board().table(), _name(request))


@require_safe
@never_cache
@readers
def workbook(request, respond=xlsx_response):
    """The same as a workbook."""
    return respond([Asked(request).board().table()], _name(request))


def drawn(board, row, query):
    """A row as it is drawn: its name, where it leads, and its figures with their lists."""
    if board.by_province:
        href = f"{reverse('supervision')}?provinsi={row.code}{query.replace('?', '&', 1)}"
    else:
        href = f"{reverse('supervised', args=[row.code])}{query}"
    figures = cells(board.columns, row.code, row.figures, query)
    return {"code": row.code, "name": row.name, "href": href, "cells": figures}


def cells(columns, code, figures, query):
    """``(column, words, address of its list)`` of each figure; "" where there is nothing in it."""
    top = reverse("supervised_list", args=[code, "x"]).removesuffix("x/")
    return [
        (column, column.words(figures), f"{top}{column.listed}/{query}" if there else "")
        for column in columns
        for there in [column.value(figures) not in (None, 0) or column.fact == "in_time"]
    ]


def _name(request):
    return f"pengawasan-{request.user.office_id}"

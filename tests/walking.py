"""Walking through the portal as a person does: by the links, pieces and forms that pages offer.

Every step is taken back, so no page knows of another. An address that has once answered with a
file is opened no more: a file leads nowhere, to draw it takes longer than ten pages, and
tests/test_urls.py asks for each as everybody.
"""

import re
from collections import Counter, deque
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve, reverse

from tests.addresses import addresses

LINK = re.compile(r'\s(?:href|src|data-hx-get)="([^"#]+)')
FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')
MAILED = re.compile(rf"{re.escape(settings.PORTAL_URL)}(/\S+)")
ACTION = re.compile(r'\saction="([^"]*)"')
_files = set()  # method and name of each such address


def walk(client, first=(), most=3):
    """Yield (name of the address, response) of each page in reach, and of each empty form sent.

    At most so many of one name: the files and filters of an office are many, and alike.
    """
    seen, opened = set(), Counter()
    ahead = deque(("get", address) for address in [*first, *fixed_addresses()])
    while ahead:
        method, address = step = ahead.popleft()
        name = name_of(address)
        known = step in seen or (method, name) in _files
        if name is None or known or opened[method, name] == most:
            continue
        seen.add(step)
        opened[method, name] += 1
        response = taken_back(client, method, address)
        if is_file(response):
            _files.add((method, name))
        yield name, response
        if method == "get":
            ahead += [(method, cut(urljoin(address, to))) for method, to in ways_on(response)]


class Page(NamedTuple):
    """A page that was reached: the name of its address, how it was asked for, and itself."""

    name: str
    method: str
    address: str
    html: str
    is_answer: bool  # to a form, whose deed has been taken back


def reached(browser, first=(), most=3):
    """Yield each page that this browser reaches."""
    for name, response in walk(browser, first, most):
        if is_page(response):
            asked = response.request
            address = f"{asked['PATH_INFO']}?{asked['QUERY_STRING']}"
            html, is_answer = response.content.decode(), hasattr(response, "redirect_chain")
            yield Page(name, asked["REQUEST_METHOD"], address, html, is_answer)


def pages_of(who, browser, first=(), most=3):
    """{who and where: page} of whatever this browser reaches."""
    return named(who, reached(browser, first, most))


def named(who, pages):
    return {f"{who}: {page.method} {page.address}": page.html for page in pages}


def mailed(mails):
    """The addresses that mails lead to."""
    texts = mails.order_by("pk").values_list("text", flat=True)
    return [link for text in texts for link in MAILED.findall(text)]


def fixed_addresses():
    for pattern in addresses():
        if not (pattern.pattern.converters or pattern.pattern.regex.groupindex):
            yield reverse(pattern.name)


def name_of(address):
    """The name of an address; None if it leads out of the portal, or out of the account."""
    try:
        name = resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None
    return None if name == "account_logout" else name


def is_page(response):
    return response.headers.get("Content-Type", "").startswith("text/html")


def is_file(response):
    return response.status_code == 200 and not is_page(response)


def ways_on(response):
    """(method, address) of whatever can be pressed on a page, as it stands there."""
    if response.has_header("Location"):
        yield "get", response.headers["Location"]
    if is_page(response):
        html = response.content.decode()
        yield from (("get", unescape(link)) for link in LINK.findall(html))
        for form in FORM.findall(html):
            action = ACTION.search(form)
            yield "post", unescape(action[1]) if action else ""


def cut(url):
    """The part of an address that follows the host."""
    return urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl()


def taken_back(client, method, address):
    """Open a page, or send a form with nothing filled in and see where it leads."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(address, follow=method == "post")
        if response.streaming:
            b"".join(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response

"""Walking through the portal as a person does: by the links, pieces and forms that pages offer.

Every step is taken back, so no page knows of another.
"""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve, reverse

from tests.addresses import addresses

LINK = re.compile(r'\s(?:href|src|data-hx-get)="([^"#]+)')
FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')
MAILED = re.compile(rf"{re.escape(settings.PORTAL_URL)}(/\S+)")
ACTION = re.compile(r'\saction="([^"]*)"')


def walk(client, first=(), most=3):
    """Yield (name of the address, response) of each page in reach, and of each empty form sent.

    At most so many of one name: the files and filters of an office are many, and alike.
    """
    seen, opened = set(), Counter()
    ahead = deque(("get", address) for address in [*first, *fixed_addresses()])
    while ahead:
        method, address = step = ahead.popleft()
        name = name_of(address)
        if name is None or step in seen or opened[method, name] == most:
            continue
        seen.add(step)
        opened[method, name] += 1
        response = taken_back(client, method, address)
        yield name, response
        if method == "get":
            ahead += [(method, cut(urljoin(address, to))) for method, to in ways_on(response)]


def pages_of(who, browser, first=(), most=3):
    """{who and where: page} of whatever this browser reaches."""
    answers = (response for _, response in walk(browser, first, most) if is_page(response))
    return {f"{who}: {where(response)}": response.content.decode() for response in answers}


def where(response):
    asked = response.request
    return f"{asked['REQUEST_METHOD']} {asked['PATH_INFO']}?{asked['QUERY_STRING']}"


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

"""What there is to try as a person: each address and form once, found by the links of pages."""

from collections import deque
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup

MOST_PAGES = 250
AS_ONE = 2  # pages whose addresses differ in codes and numbers only
OUT = ("/keluar/", "/static/")
ENDS_IT = ("/keluar/", "/sandi/", "sesi")  # forms that would end the session


class Target(NamedTuple):
    """A form as it stands on its page, or an address with a question."""

    method: str
    path: str
    fields: tuple


def targets(portal, cookie):
    """(targets, how many pages were read)."""
    found, seen, alike, ahead = {}, set(), {}, deque(["/"])
    while ahead and len(seen) < MOST_PAGES:
        path = ahead.popleft()
        if path in seen or alike.get(shape(path), 0) >= AS_ONE:
            continue
        seen.add(path)
        alike[shape(path)] = alike.get(shape(path), 0) + 1
        status, kind, _, text = portal.ask(path, cookie)
        if status != 200 or not kind.startswith("text/html"):
            continue
        page = BeautifulSoup(text, "html.parser")
        for target in [*questions(path), *forms(page, path)]:
            found.setdefault((target.method, shape(target.path), names(target)), target)
        ahead += filter(None, (inside(path, link["href"]) for link in page.select("a[href]")))
    return list(found.values()), len(seen)


def inside(path, link):
    """The address a link leads to, if it is the portal's and a page."""
    to = urlsplit(urljoin(f"http://here{path}", link))
    if to.netloc != "here" or to.path.startswith(OUT):
        return None
    return to.path + (f"?{to.query}" if to.query else "")


def questions(path):
    """The address itself, if it asks something."""
    to = urlsplit(path)
    if fields := tuple(parse_qsl(to.query, keep_blank_values=True)):
        yield Target("GET", to.path, fields)


def forms(page, path):
    for form in page.select("form"):
        method = form.get("method", "get").upper()
        to = inside(path, form.get("action") or path)
        fields = tuple((box["name"], value(box)) for box in form.select("[name]"))
        if to and fields and method != "DIALOG" and not any(end in to for end in ENDS_IT):
            yield Target(method, to.split("?")[0] if method == "GET" else to, fields)


def value(box):
    if box.name == "textarea":
        return box.get_text()
    if box.name == "select":
        options = box.select("option[selected]") or box.select("option")[-1:]
        return options[0].get("value", "") if options else ""
    return box.get("value", "1")


def shape(path):
    """The address without what is particular: parts with a figure, and values."""
    to = urlsplit(path)
    parts = ["*" if any(map(str.isdigit, part)) else part for part in to.path.split("/")]
    return "/".join(parts) + "?" + ",".join(sorted({name for name, _ in parse_qsl(to.query)}))


def names(target):
    return tuple(sorted({name for name, _ in target.fields}))


def as_log(targets, portal, cookie):
    """The targets as a log of a proxy, which sqlmap reads."""
    rule = "=" * 54
    for method, path, fields in targets:
        sent = urlencode(fields)
        asked = f"{path}?{sent}" if method == "GET" else path
        lines = [f"{method} {asked} HTTP/1.1", f"Host: 127.0.0.1:{portal.port}"]
        lines += [f"Cookie: {cookie}"] if cookie else []
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", "", sent]
        else:
            lines += [""]
        head = f"{rule}\n10:00:00 AM  {portal.address}  [127.0.0.1]\n{rule}"
        yield head + "\n" + "\n".join(lines) + f"\n\n{rule}\n\n\n\n"

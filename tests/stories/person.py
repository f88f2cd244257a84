"""Somebody at a browser without scripts: reads pages, fills in what is drawn, presses buttons."""

import re

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from events.models import Mail

UNSENT = {"submit", "button", "image", "reset", "file"}
NAMED = {"63": "Kalimantan Selatan", "6302": "Kabupaten Kotabaru"}


class Person:
    """One person with one browser; a form is only sent as the page has drawn it."""

    def __init__(self, user=None):
        self.client = Client(enforce_csrf_checks=True)
        if user:
            self.client.force_login(user)

    # Reading

    @property
    def heading(self):
        """What the page says it is."""
        return words(self.page.find("h1"))

    @property
    def text(self):
        """Everything the page says."""
        return words(self.page.find("main"))

    def sees(self, button):
        """Is there a button or a link with these words?"""
        return any(words(found) == button for found in self.page.find_all(["button", "a"]))

    def answer_to(self, label):
        """What stands beside a name in a list of facts."""
        names = self.page.find("main").find_all("dt")
        return next(words(name.find_next("dd")) for name in names if words(name) == label)

    # Doing

    def open(self, name, *args):
        """Open a page by the name of its address."""
        return self._show(self.client.get(reverse(name, args=args), follow=True))

    def follow(self, link):
        """Open the page behind a link."""
        found = next(a for a in self.page.find_all("a") if words(a) == link)
        return self._show(self.client.get(found["href"], follow=True))

    def follow_mail(self, kind):
        """Open the address that stands in the newest mail of a kind."""
        mail = Mail.objects.filter(kind=kind).latest("pk")
        address = re.search(r"https?://[^/\s]+(/\S+)", mail.text)[1]
        return self._show(self.client.get(address, follow=True))

    def press(self, button, *, near="", **typed):
        """Press a button of the page after filling in its form; `near` tells twins apart."""
        pressed = self._button(button, near)
        form = self._form(pressed)
        return self.send(form, pressed, **typed)

    def send(self, form, pressed, **typed):
        """Send a form of the page, as pressing this button of it does."""
        data = drawn(self.page, form)
        missing = [name for name in typed if name not in fields(self.page, form)]
        assert not missing, f"{self.heading}: not drawn: {missing}"
        data |= {name: value for name, value in typed.items() if value != []}
        if pressed.get("name"):
            data[pressed["name"]] = pressed.get("value", "")
        address = pressed.get("formaction") or form.get("action") or self.address
        return self._show(self.client.post(address, data, follow=True))

    def fill_in(self, submission, block, answers):
        """Fill in one block of the official form, question by question as they appear."""
        self.open("answers", submission.code, block)
        typed = as_typed(answers)
        while hidden := typed.keys() - self._here():
            shown = self._here()
            rows = {name.partition("-")[0] for name in hidden if "-" in name}
            known = any(name.split("-")[0] in rows and "-" in name for name in shown)
            button = "Tambah baris" if known else "Perbarui pertanyaan"
            self.press(button, **{name: typed[name] for name in typed.keys() & shown})
            assert self._here() - shown, f"never drawn: {sorted(hidden)}"
        return self.press("Simpan dan lanjut", **typed)

    # The private parts

    def _show(self, response):
        assert response.status_code in (200, 403, 404, 422), response.status_code
        self.response = response
        self.address = response.redirect_chain[-1][0] if response.redirect_chain else None
        self.address = self.address or response.request["PATH_INFO"]
        self.page = BeautifulSoup(response.content, "html.parser")
        return self

    def _button(self, button, near):
        found = [b for b in self.page.find_all("button") if words(b) == button]
        found = [
            b for b in found if not near or near in words(b.find_parent(attrs={"data-note": True}))
        ]
        assert found, f"{self.heading}: no button {button!r}"
        return found[0]

    def _form(self, button):
        if button.get("form"):
            return self.page.find("form", id=button["form"])
        return button.find_parent("form")

    def _here(self):
        return set(fields(self.page, self.page.find("form", id="isian")))


def words(element):
    """The text of an element, in one line."""
    return " ".join(element.get_text(" ").split()) if element else ""


def fields(page, form):
    """The fields of a form, those outside it that name it too, by their names."""
    inside = form.find_all(["input", "select", "textarea"])
    outside = page.find_all(["input", "select", "textarea"], form=form.get("id") or "(none)")
    found = {}
    for field in [*inside, *outside]:
        if field.get("name") and (not field.get("form") or field in outside):
            found.setdefault(field["name"], []).append(field)
    return found


def drawn(page, form):
    """What a browser would send if nothing were typed."""
    data = {}
    for name, found in fields(page, form).items():
        values = [value for field in found for value in _values(field)]
        if values:
            data[name] = values
    return data


def _values(field):
    if field.name == "textarea":
        return [field.get_text()]
    if field.name == "select":
        return [option.get("value", "") for option in field.find_all("option", selected=True)]
    if field.get("type") in UNSENT:
        return []
    if field.get("type") in ("checkbox", "radio"):
        return [field.get("value", "on")] if field.has_attr("checked") else []
    return [field.get("value", "")]


def as_typed(answers):
    """Stored answers to one block as somebody types them: areas by name, tables cell by cell."""
    typed = {}
    for name, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, row in enumerate(value):
                typed |= {f"{name}-{number}-{k}": NAMED.get(v, v) for k, v in row.items()}
        else:
            typed[name] = value if isinstance(value, list) else NAMED.get(value, value)
    return typed

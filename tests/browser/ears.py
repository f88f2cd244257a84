"""A screen reader's words, computed from Chromium's accessibility tree, stop by stop.

A stop is what has the focus: what was entered around it, role, name, description, value, state.
Live regions are heard when they change after the page is there. Roles and states have the
Indonesian words of a reader; dates, hours and codes are blanks, so that a script stays true.
"""

import re

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.hands import AT_WORK

MOST_STOPS = 80
PATIENCE = 200  # twentieths of a second
ROLES = {
    "link": "tautan",
    "button": "tombol",
    "textbox": "kotak isian",
    "searchbox": "kotak pencarian",
    "checkbox": "kotak centang",
    "radio": "pilihan",
    "combobox": "daftar pilihan",
    "DisclosureTriangle": "lipatan",
    "navigation": "navigasi",
    "complementary": "pelengkap",
    "main": "isi utama",
    "region": "bagian",
    "group": "kelompok",
    "search": "pencarian",
    "table": "tabel",
    "alert": "peringatan",
    "generic": "rincian",
    "Iframe": "bingkai",
}
AROUND = ("navigation", "main", "region", "group", "search", "table", "complementary", "alert")
STATES = {  # property of the tree: its words
    ("required", True): "wajib",
    ("invalid", "true"): "tidak sah",
    ("checked", "true"): "terpilih",
    ("checked", "false"): "belum terpilih",
    ("expanded", True): "terbuka",
    ("expanded", False): "tertutup",
    ("disabled", True): "tidak tersedia",
    ("readonly", True): "hanya dibaca",
    ("busy", True): "sibuk",
}
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
BLANKS = [
    (re.compile(rf"(\w+, )?\b\d{{1,2}} ({MONTHS.replace(' ', '|')}) \d{{4}}"), "[tanggal]"),
    (re.compile(r"\b\d\d\.\d\d\b( WITA)?"), "[jam]"),
    (re.compile(r"\b[0-9A-Z]{8}\b|\b([0-9A-Z]{4}-){5}[0-9A-Z]{4}\b"), "[kode]"),
    (re.compile(r"\bB-\d{3}/[\w./]+\b"), "[nomor]"),
    (re.compile(r'"No file chosen"'), '"[kata peramban]"'),
]
LISTEN = """(() => {
  const LIVE = "[role=status], [role=alert], [role=log], [aria-live=polite], " +
    "[aria-live=assertive], output";
  const changed = window.heard = new Set();
  const listen = () => new MutationObserver((records) => records.forEach((record) => {
    const at = record.target.nodeType === 1 ? record.target : record.target.parentElement;
    const around = at && at.closest(LIVE);
    if (around) changed.add(around);
    record.addedNodes.forEach((node) => {
      if (node.nodeType !== 1) return;
      [node, ...node.querySelectorAll("*")].filter((one) => one.matches("[role=alert]"))
        .forEach((one) => changed.add(one));
    });
  })).observe(document, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["hidden"],
  });
  document.addEventListener("DOMContentLoaded", () => {
    listen();
    document.querySelectorAll("[role=alert]:not([hidden])").forEach((one) => changed.add(one));
  });
})()"""


class Ears:
    """Walks a page by keyboard and writes down what is said."""

    def __init__(self, page, portal):
        self.portal = portal
        self.page, self.lines, self.around, self.stop = page, [], [], ""
        page.add_init_script(LISTEN)
        self.session = page.context.new_cdp_session(page)
        self.session.send("Accessibility.enable")
        self.session.send("DOM.enable")

    def open(self, name, *args):
        """Come to a page by its address."""
        self.page.goto(self.portal + reverse(name, args=args))
        self.arrive()

    def arrive(self):
        """A page is there: its title, what has the focus, its alerts."""
        self.page.wait_for_load_state("networkidle")
        expect(self.page.locator("[data-tell]")).to_have_count(0)
        self.around, self.stop = [], ""
        self.lines += ["", f"Halaman: {self._root()}"]
        if self._is_somewhere():
            self._stop()
        self._listen()

    def skip(self):
        """Past the head of the page to its content."""
        self.key("Tab")
        self.key("Enter")

    def key(self, key):
        """Press a key; hear where one is afterwards and what has changed."""
        before = self._focused()
        self.page.keyboard.press(key)
        if not key.endswith("Tab"):
            self.lines.append(f"> {key}")
        self._settle()
        if (self._focused() != before and self._is_somewhere()) or key == "Space":
            self._stop()
        self._listen()

    def walk(self, name, key="Tab"):
        """Tab until this is reached."""
        if f'"{name}' in self.stop:
            return
        for _ in range(MOST_STOPS):
            self.key(key)
            if f'"{name}' in self.stop:
                return
        raise AssertionError(f"Tab never came to {name!r}:\n" + "\n".join(self.lines))

    def walk_back(self, name):
        """The same backwards."""
        self.walk(name, "Shift+Tab")

    def type(self, text):
        """Type in place of what stands there."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.lines.append(f"> ketik: {text}")
        self._settle()
        self._listen()

    def press(self, key="Enter"):
        """Press a key that leads to another page."""
        self.lines.append(f"> {key}")
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.arrive()

    def hear(self, words):
        """Wait until a live region says so after the last key; write it after the stop."""
        since = max(n for n, line in enumerate(self.lines) if line.startswith(">"))
        for _ in range(PATIENCE):
            self._listen()
            later = self.lines[since + 1 :]
            if any(words in line for line in later if is_live(line)):
                self.lines[since + 1 :] = sorted(later, key=is_live)
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never said: {words!r}\n{self.script()}")

    def come_to(self, selector):
        """Wait until the focus has come there by itself."""
        self.page.wait_for_selector(f"{selector}:focus")
        if self._focused() != self.place:
            self._stop()
        self._listen()

    def script(self):
        """All that was said."""
        text = "\n".join(self.lines).strip() + "\n"
        for pattern, blank in BLANKS:
            text = pattern.sub(blank, text)
        return text

    def _settle(self):
        expect(self.page.locator(AT_WORK)).to_have_count(0)

    def _focused(self):
        return self.page.evaluate(
            "(() => { window.places ||= new Map(); const here = document.activeElement;"
            " if (!places.has(here)) places.set(here, places.size); return places.get(here) })()"
        )

    def _is_somewhere(self):
        return self.page.evaluate("document.activeElement !== document.body")

    def _node_of(self, expression):
        found = self.session.send("Runtime.evaluate", {"expression": expression})["result"]
        return found.get("objectId")

    def _root(self):
        tree = self.session.send("Accessibility.getRootAXNode")["node"]
        return words(tree, "name")

    def _stop(self):
        """Say what has the focus, and what was entered with it."""
        self.place = self._focused()
        node = self._node_of("document.activeElement")
        tree = self.session.send("Accessibility.getAXNodeAndAncestors", {"objectId": node})["nodes"]
        here, *above = tree
        around = [said(one) for one in reversed(above) if is_around(one)]
        if is_around(here):
            around.append(said(here))
        entered = [one for one in around if one not in self.around]
        self.around = around
        self.stop = said(here)
        self.lines += [f"[{one}]" for one in entered if one != self.stop] + [self.stop]

    def _listen(self):
        """Say what changed in live regions since it was last asked."""
        count = self.page.evaluate(
            "(() => { window.told = [...(window.heard || [])]; window.heard?.clear();"
            " return told.length })()"
        )
        if not count:
            return
        tree = self.session.send("Accessibility.getFullAXTree")["nodes"]
        for number in range(count):
            node = self._node_of(f"told[{number}]")
            described = self.session.send("DOM.describeNode", {"objectId": node})["node"]
            text = text_of(tree, described["backendNodeId"])
            line = f"((( {text} )))"
            if text and line not in self.lines[-2:]:
                self.lines.append(line)


def is_live(line):
    return line.startswith("(((")


def words(node, part):
    return " ".join(str(node.get(part, {}).get("value", "")).split())


def is_around(node):
    role = words(node, "role")
    if node.get("ignored") or role not in AROUND:
        return False
    return role == "main" or bool(words(node, "name")) or role == "alert"


def said(node):
    """One stop in words."""
    role, name = words(node, "role"), words(node, "name")
    facts = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    line = f'{ROLES.get(role, role)} "{name}"' if name or role != "main" else ROLES[role]
    states = [told for (fact, value), told in STATES.items() if facts.get(fact) == value]
    if words(node, "value"):
        states.insert(0, f'berisi "{words(node, "value")}"')
    if words(node, "description"):
        states.append(f'keterangan "{words(node, "description")}"')
    return ", ".join([line, *states])


def text_of(tree, backend):
    """What is said of a part of the tree."""
    by_id = {node["nodeId"]: node for node in tree}
    top = next((node for node in tree if node.get("backendDOMNodeId") == backend), None)
    if top is None:
        return ""
    parts, ahead = [], [top]
    while ahead:
        node = ahead.pop(0)
        if words(node, "role") in ("StaticText", "image") and not node.get("ignored"):
            parts.append(words(node, "name"))
        else:
            ahead = [by_id[one] for one in node.get("childIds", ()) if one in by_id] + ahead
    return " ".join(part for part in parts if part)

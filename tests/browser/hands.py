"""Two ways of using a page: with the mouse, and by keyboard alone. Both know the same words."""

import re

from playwright.sync_api import expect

from editions.grids import cells

MOST_TABS = 300
FOCUSED = """() => {
  const words = (text) => (text || "").replace(/\\s+/g, " ").trim();
  const here = document.activeElement;
  if (!here || here === document.body) return {name: "", group: "", kind: "", value: ""};
  const labels = [...(here.labels || [])].map((label) => label.textContent).join(" ");
  const legend = here.closest("fieldset")?.querySelector("legend");
  return {
    name: words(here.getAttribute("aria-label") || labels || here.textContent),
    group: words(legend?.textContent),
    kind: here.tagName === "INPUT" ? here.type : here.tagName.toLowerCase(),
    checked: here.checked === true,
    value: here.value ?? "",
  };
}"""
AT_WORK = ".htmx-request, .htmx-swapping, .htmx-settling"
TYPED = {"text", "email", "tel", "password", "number", "search", "date", "textarea"}


def same(name, wanted):
    """Is this the name asked for? Labels may add that a question can stay blank."""
    return name.removesuffix(" (boleh kosong)") == wanted


def labelled(label):
    """A label as a pattern, wherever the page breaks its line."""
    words = re.escape(label).replace(r"\ ", r"\s+")
    return re.compile(rf"^\s*{words}(\s+\(boleh kosong\))?\s*$")


def spoken(block, name):
    """What a question is called where it stands: in a small table by its row and column."""
    cell = cells(block).get(name)
    return f"{cell.row}: {cell.column}" if cell else block.base_fields[name].label


def explain(hands):
    """Say why each contradiction stays: the days of the sample forms are past."""
    for label in hands.page.locator("label[for^='alasan-']").all_text_contents():
        hands.write(" ".join(label.split()), "Sudah dibicarakan.")


class Hands:
    """What both ways share: a page, patience with it, and how often something was pressed."""

    presses = 0  # buttons and links; what is answered is apart

    def __init__(self, page):
        self.page = page

    def rest(self):
        """Wait until the page has drawn what an answer brought."""
        expect(self.page.locator(AT_WORK)).to_have_count(0)

    def fill_in(self, numbers, block, answers):
        """Answer the questions of one block in the order of the paper."""
        for name, value in answers.items():
            field = block.base_fields[name]
            question = f"{numbers[f'{block.code}.{name}']} {spoken(block, name)}"
            self._answer(type(field).__name__, field, question, value)

    def _answer(self, kind, field, question, value):
        if kind in ("OneOf", "YesNo"):
            self.choose(question, str(dict(field.choices)[value]))
        elif kind == "SomeOf":
            for option in value:
                self.tick(question, str(dict(field.choices)[option]))
        elif kind == "Rows":
            self._fill_rows(field, value)
        elif kind == "Day":
            self.write_day(question, value)
        else:
            self.write(question, str(value))

    def _fill_rows(self, field, rows):
        """Fill a table; a row is added before every one but the first."""
        for number, row in enumerate(rows):
            if number:
                self.add_row(number + 1)
            for column, value in row.items():
                self.write(str(field.row.base_fields[column].label), value, nth=number)


class Mouse(Hands):
    """Points and clicks; only text is typed."""

    def press(self, name):
        """Click a button or a link, and wait for the page behind it."""
        self.presses += 1
        with self.page.expect_navigation():
            self._target(name).click()

    def open_up(self, name):
        """Open what is folded."""
        self.page.locator("summary").filter(has_text=name).first.click()

    def unfold(self, name):
        """Click a link that brings its form into the page."""
        self._target(name).click()
        self.rest()

    def write(self, label, text, nth=0):
        """Type into a field."""
        field = self.page.get_by_label(labelled(label)).nth(nth)
        field.click()
        field.fill(text)

    def write_day(self, label, day):
        """Give a date."""
        self.page.get_by_label(labelled(label)).fill(day)

    def choose(self, question, option):
        """Choose one of several."""
        self._group(question).get_by_label(option, exact=True).click()
        self.rest()

    tick = choose

    def tick_box(self, label):
        """Tick a box that stands alone."""
        self.page.get_by_label(label).click()

    def attach(self, label, path):
        """Hand in a file."""
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_label(label).click()
        chooser.value.set_files(path)

    def add_row(self, number):
        """Add a row to the table."""
        self.page.get_by_role("button", name="Tambah baris").click()
        expect(self.page.get_by_text(f"Baris {number}", exact=True)).to_be_visible()

    def download(self, name):
        """Save what stands behind a link; returns the path."""
        with self.page.expect_download() as download:
            self._target(name).click()
        return download.value.path()

    def _group(self, question):
        legends = self.page.locator("legend").filter(has_text=labelled(question))
        return self.page.locator("fieldset").filter(has=legends).last

    def _target(self, name):
        main = self.page.locator("main")
        buttons = main.get_by_role("button", name=name, exact=True)
        return buttons.or_(main.get_by_role("link", name=name, exact=True)).last


class Keys(Hands):
    """Tab, Enter, Space, arrows and letters; the mouse stays where it is."""

    def press(self, name):
        """Walk to a button or a link, and press Enter."""
        self._reach(lambda here: here["kind"] in ("button", "a") and same(here["name"], name), name)
        self.presses += 1
        with self.page.expect_navigation():
            self._key("Enter")

    def open_up(self, name):
        """Open what is folded."""
        self._reach(lambda here: here["kind"] == "summary" and here["name"] == name, name)
        self._key("Enter")

    def unfold(self, name):
        """Walk to a link that brings its form into the page, and press Enter."""
        self._reach(lambda here: here["kind"] in ("a", "button") and same(here["name"], name), name)
        self._key("Enter")
        self.rest()

    def write(self, label, text, nth=0):
        """Walk to a field and type, in place of what stood there."""
        self._reach(lambda here: here["kind"] in TYPED and same(here["name"], label), label)
        self._key("Control+a")
        self.page.keyboard.type(text)

    def write_day(self, label, day):
        """Type a date in the order in which this browser shows it, once more if it did not take."""
        self._reach(lambda here: here["kind"] == "date" and same(here["name"], label), label)
        year, month, date = day.split("-")
        for order in 2 * (f"{date}{month}{year}", f"{month}{date}{year}"):
            self.page.keyboard.type(order)
            if self._focused()["value"] == day:
                break
            self._key("Shift+Tab")
            self._key("Shift+Tab")
        assert self._focused()["value"] == day
        self._key("Tab")

    def choose(self, question, option):
        """Walk to a group of choices, then to one of them by the arrows."""
        here = self._reach(
            lambda here: here["kind"] == "radio" and same(here["group"], question), question
        )
        for _ in range(15):
            if here["name"] == option:
                break
            self._key("ArrowDown")
            self.rest()
            here = self._focused()
        assert here["name"] == option, f"{question}: {option!r} is not there"
        if not here["checked"]:
            self._key("Space")
            self.rest()

    def tick(self, question, option):
        """Walk to one box of a group, and tick it."""
        here = self._reach(
            lambda here: (
                (here["name"], here["kind"]) == (option, "checkbox")
                and same(here["group"], question)
            ),
            option,
        )
        if not here["checked"]:
            self._key("Space")
            self.rest()

    def tick_box(self, label):
        """Tick a box that stands alone."""
        self._reach(lambda here: here["kind"] == "checkbox" and label in here["name"], label)
        self._key("Space")

    def attach(self, label, path):
        """Hand in a file."""
        self._reach(lambda here: here["kind"] == "file" and same(here["name"], label), label)
        chosen = []
        self.page.once("filechooser", lambda chooser: chosen.append(chooser))
        for _ in range(20):  # a busy browser now and then swallows the first key
            self._key("Space")
            self.page.wait_for_timeout(500)
            if chosen:
                break
        chosen[0].set_files(path)

    def add_row(self, number):
        """Add a row; the cursor is then in its first cell."""
        self._reach(lambda here: here["name"] == "Tambah baris", "Tambah baris")
        self._key("Enter")
        expect(self.page.get_by_text(f"Baris {number}", exact=True)).to_be_visible()
        self.rest()

    def download(self, name):
        """Save what stands behind a link; returns the path."""
        self._reach(lambda here: here["kind"] == "a" and here["name"] == name, name)
        with self.page.expect_download() as download:
            self._key("Enter")
        return download.value.path()

    def _key(self, key):
        self.page.keyboard.press(key)

    def _focused(self):
        return self.page.evaluate(FOCUSED)

    def _reach(self, is_it, wanted):
        """Press Tab until the thing asked for has the focus."""
        passed = []
        for _ in range(MOST_TABS):
            here = self._focused()
            if is_it(here):
                return here
            passed.append(here["name"][:30])
            self._key("Tab")
        raise AssertionError(f"{self.page.url}: Tab never came to {wanted!r}, only {passed}")


class Line:
    """A line that keeps back what htmx asks for until it is opened."""

    def __init__(self, page):
        self.held, self.is_open = [], False
        page.route("**/*", self.carry)

    def carry(self, route):
        if route.request.headers.get("hx-request") and not self.is_open:
            self.held.append(route)
        else:
            route.continue_()

    def open(self):
        self.is_open = True
        for route in self.held:
            route.continue_()

"""Every export there is, with a hostile beginning in every text that goes into it: none of their
cells is calculated by any spreadsheet."""

import csv
import itertools
import json
import zipfile
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import resolve, reverse
from openpyxl import Workbook, load_workbook

from accounts.models import Role, User
from appeals.models import Appeal
from complaints.models import FollowUp
from guestbook.models import Visit
from requests_app.models import Revision, Submission
from tests.addresses import addresses
from tests.appeals.making import make_appeal, sign
from tests.cast import make_agency, make_member, make_office, make_staff
from tests.complaints.conftest import fill_box
from tests.submissions import make_draft
from tests.walidata.making import marked

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "|"]
EVIL = "1+1*cmd|' /C calc'!A0"
NO_FORMULA = {"-"}  # a dash alone stands for nothing
TEXTS = {"Text", "LongText"}
WORDS = ("csv", "xlsx", "ods", "json", "dossier", "metadata", "table", "breach")
NO_TABLES = {  # of machines, in JSON; or about a single letter, without anybody's words in cells
    *("letter_check_json", "letter_verification_json", "catalogue_json", "own_data_json"),
}


def evil(beginnings=itertools.cycle(BEGINNINGS)):  # noqa: B008  the next of them each time
    return f"{next(beginnings)}{EVIL}"


def poison(revision):
    """Every text of the answers begins as a formula would."""
    answers = deepcopy(revision.answers)
    for block in revision.submission.form.blocks:
        told = answers.get(block.code, {})
        for name, field in block.base_fields.items():
            if type(field).__name__ in TEXTS and told.get(name):
                told[name] = f"{evil()} {name}"
            elif type(field).__name__ == "Rows":
                _poison_rows(told.get(name) or [], field.row.base_fields)
    Revision.objects.filter(pk=revision.pk).update(answers=answers)
    title = f"{evil()} Survei"[:255]
    Submission.objects.filter(pk=revision.submission_id).update(title=title)


def _poison_rows(rows, columns):
    for row in rows:
        for name, field in columns.items():
            if type(field).__name__ in TEXTS and row.get(name):
                row[name] = evil()


@pytest.fixture
def yoga(office):
    """Who had no part in any decision."""
    return make_staff("Yoga Pratama", Role.EXAMINER, office=office)


@pytest.fixture
def centre(office):
    return make_office("0000", name=f"={EVIL}")


@pytest.fixture
def sinta(centre):
    return make_staff("Sinta Maharani", Role.ADMIN, office=centre)


@pytest.fixture
def adi(centre):
    return make_staff("Adi Pusat", Role.SUPERVISOR, office=centre)


@pytest.fixture
def andi(office, dewi):
    """Of the Walidata of Kotabaru."""
    marked(office, dewi)
    return User.objects.get(name="Andi Saputra")


@pytest.fixture
def scene(office, centre, sari, ratna, hasan, budi, dewi, time_machine):
    """A signed letter for an agency of each hostile name, visitors alike, a follow-up."""
    time_machine.move_to(datetime(2026, 3, 2, 2, tzinfo=UTC), tick=False)
    for number, beginning in enumerate(BEGINNINGS):
        name, mailbox = f"{beginning}{EVIL}", f"orang{number}@example.go.id"
        member = make_member(name, agency=make_agency(name), email=mailbox)
        draft = make_draft(member)
        poison(draft.revision)
        file = Submission.objects.get(pk=draft.pk)
        file.submit(by=member)
        file.begin_examination(by=ratna)
        file.propose_recommendation(by=ratna)
        sign(file.letters.get(), hasan)
        Visit.objects.create(
            office=office,
            day=office.today(),
            service="R",
            **dict.fromkeys(("name", "organization", "contact", "purpose", "note"), evil()),
        )
    draft = make_draft(sari)
    poison(draft.revision)
    fill_box(office, 10)
    FollowUp.objects.write(office=office, year=office.today().year, text=evil(), by=dewi)
    member = make_member(f"@{EVIL}", agency=make_agency(f"={EVIL}"), email="at@example.go.id")
    make_appeal(member, ratna, hasan)
    return Submission.objects.filter(state="recommended").first()


def exports(scene):
    """(who takes it away, address, what is typed when it is asked for by a form)."""
    for name in ("submissions", "board", "letter_register"):
        yield from (("hasan", reverse(f"{name}_{kind}"), None) for kind in ("csv", "xlsx", "ods"))
    yield from (
        ("hasan", f"{reverse('board_csv')}?tabel={one}", None) for one in ("beban", "catatan")
    )
    yield from (("sari", reverse(f"submissions_{kind}"), None) for kind in ("csv", "xlsx", "ods"))
    yield from (("budi", reverse(f"visits_{kind}"), None) for kind in ("csv", "xlsx", "ods"))
    yield from (("dewi", reverse(f"satisfaction_{kind}"), None) for kind in ("xlsx", "ods"))
    yield None, reverse("catalogue_csv"), None
    yield from ((who, address, None) for who, address in of_a_country(scene))
    yield "ratna", reverse("dossier", args=[scene.code]), None
    yield "yoga", reverse("appeal_dossier", args=[Appeal.objects.get().code]), None
    for block in scene.form.blocks:
        for name, field in block.base_fields.items():
            if type(field).__name__ == "Rows":
                address = reverse("table", args=[scene.code, block.code, name])
                yield from (("ratna", f"{address}?bentuk={kind}", None) for kind in ("xlsx", "ods"))
    for name in ("ms-keg.xlsx", "ms-var.xlsx", "ms-keg.json", "ms-var.json"):
        yield "ratna", reverse("metadata", args=[scene.code, name]), None
    now = scene.office.now()
    times = {"since": now - timedelta(days=1), "until": now + timedelta(days=1), "known_at": now}
    typed = {name: f"{moment:%Y-%m-%dT%H:%M}" for name, moment in times.items()}
    yield "dewi", reverse("office_breach"), typed | {"what": evil(), "measures": evil()}


def of_a_country(scene):
    """(who takes it away, address) of what there is beside an office's own."""
    kinds, code = ("csv", "xlsx", "ods"), scene.office_id
    for kind in kinds:
        yield "adi", reverse(f"supervision_{kind}")
        yield "adi", reverse(f"supervised_list_{kind}", args=[code, "diputus"])
        yield "andi", reverse(f"walidata_{kind}")
    for kind in kinds[1:]:
        yield None, reverse(f"front_satisfaction_{kind}", args=[code])
    yield "sinta", reverse("country_list_csv")


def taken(request, who, address, typed):
    client = Client()
    if who:
        client.force_login(request.getfixturevalue(who))
    response = client.post(address, typed) if typed else client.get(address)
    assert response.status_code == 200, address
    content = response.getvalue()
    return content, response.headers["Content-Type"]


def formulas_of(content, kind=""):
    """The cells that a program would calculate; how many tables, and how many cells there are."""
    if content[:2] != b"PK":
        if "json" in kind:
            json.loads(content)
            return [], 1, 0
        rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
        cells = [cell for row in rows for cell in row]
        bad = [one for one in cells if one[:1] in BEGINNINGS and one not in NO_FORMULA]
        return bad, 1, len(cells)
    with zipfile.ZipFile(BytesIO(content)) as pack:
        names = pack.namelist()
        if "mimetype" in names:
            text = pack.read("content.xml").decode()
            return ["formula"] * text.count(":formula="), 1, text.count("<table:table-cell")
        if "xl/workbook.xml" not in names:
            each = [formulas_of(pack.read(name)) for name in names if name.endswith(".csv")]
            bad, tables, cells = zip(*each, strict=True)
            return [one for found in bad for one in found], sum(tables), sum(cells)
    cells = [c for sheet in load_workbook(BytesIO(content)) for row in sheet.rows for c in row]
    return [cell.value for cell in cells if cell.data_type == "f"], 1, len(cells)


def test_no_export_has_a_formula_cell(request, scene):
    counted, seen, bad, walked = 0, 0, {}, set()
    for who, address, typed in exports(scene):
        content, kind = taken(request, who, address, typed)
        found, tables, cells = formulas_of(content, kind)
        counted, seen = counted + tables, seen + cells
        walked.add(address)
        if found:
            bad[address] = found[:3]

    assert bad == {}
    assert counted >= 40
    assert seen > 1000
    assert missing_from(walked) == set()


def test_the_guard_itself_finds_what_it_looks_for(tmp_path):
    book = Workbook()
    book.active["A1"] = "=1+1"
    book.save(tmp_path / "a.xlsx")

    assert formulas_of((tmp_path / "a.xlsx").read_bytes()) == (["=1+1"], 1, 1)
    assert formulas_of(b"a;=1+1\n'=1;-\n") == (["=1+1"], 1, 4)


def missing_from(walked):
    """Addresses of exports, by their names, that were not walked: a new one is named above."""
    named = {
        pattern.name
        for pattern in addresses()
        if pattern.name and any(word in pattern.name.split("_") for word in WORDS)
    }
    paths = {address.partition("?")[0] for address in walked}
    return {name for name in named - NO_TABLES if not any(_leads(name, one) for one in paths)}


def _leads(name, path):
    return resolve(path).url_name == name

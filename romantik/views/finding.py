"""What the search in the head finds, each person only what he may see anyway."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from accounts.models import Agency
from catalogue.asking import Asked
from catalogue.results import results
from consultations.models import Consultation
from letters import registers
from letters.models import Letter
from requests_app.models import Activity, Submission
from romantik.context import APPROVERS, REGISTER_READERS
from romantik.guide.reading import matching

FEW = 8


class Group(NamedTuple):
    """What was found of one kind: its lines, and where all of them are."""

    title: str
    lines: list
    address: str

    @property
    def shown(self):
        return self.lines[:FEW]

    @property
    def has_more(self):
        return len(self.lines) > FEW


class Line(NamedTuple):
    """One thing found: its words, its address, what it is; a file's state as it is told to him."""

    title: str
    address: str
    hint: str
    told: object = None


def straight_to(words, user):
    """The page of what is called exactly so by code, identity or letter number; "" if none."""
    exact, found = words.upper(), None
    if user.is_authenticated:
        named = Submission.objects.visible_to(user).filter(Q(code=exact) | Q(identity=exact))
        numbered = Letter.objects.visible_to(user).filter(number__iexact=words)
        found = named.first() or numbered.first()
    found = found or Activity.objects.filter(code=exact).first()
    return found.get_absolute_url() if found else ""


def groups(words, user):
    """What else the words find, by kind; kinds of which nothing was found are left out."""
    kinds = [_files(words, user), _consultations(words, user), _letters(words, user)]
    kinds += [_agencies(words, user), _catalogue(words), _guide(words)]
    return [kind for kind in kinds if kind and kind.lines]


def _files(words, user):
    visible = Submission.objects.visible_to(user)
    found = visible.matching(words)
    if any(map(str.isdigit, words)):  # every identity and every number of a letter has digits
        numbered = Q(identity__icontains=words) | Q(letter_number__icontains=words)
        found |= visible.filter(numbered)
    found = found.most_urgent_first()
    lines = [
        Line(
            file.spoken_title,
            file.get_absolute_url(),
            f"{file.code} · {file.kind_label} · {file.agency.name}",
            file.told_to(user),
        )
        for file in found.with_verdict().select_related("agency", "office", "examiner")[: FEW + 1]
    ]
    return Group("Pengajuan", lines, _with(words, "submissions"))


def _consultations(words, user):
    found = Consultation.objects.visible_to(user).matching(words).most_urgent_first()
    lines = [
        Line(one.heading, one.get_absolute_url(), f"{one.code} · {one.get_state_display()}")
        for one in found[: FEW + 1]
    ]
    return Group("Konsultasi", lines, _with(words, "consultations"))


def _letters(words, user):
    if not user.has_role(*REGISTER_READERS):
        return None
    found = registers.matching(registers.entries(user.office, registers.LETTERS), words)
    found = found.filter(pk__in=Letter.objects.visible_to(user).values("pk"))
    lines = [
        Line(letter.number, letter.get_absolute_url(), f"{letter.title} · {letter.addressee}")
        for letter in found[: FEW + 1]
    ]
    return Group("Surat", lines, _with(words, "letter_register"))


def _agencies(words, user):
    if not user.has_role(*APPROVERS):
        return None
    found = Agency.objects.visible_to(user).filter(name__icontains=words).order_by("name")
    lines = [
        Line(agency.name, reverse("agency_approval", args=[agency.pk]), agency.get_state_display())
        for agency in found[: FEW + 1]
    ]
    return Group("Instansi", lines, _with(words, "agency_approvals"))


def _catalogue(words):
    lines = [
        Line(row.title, row.get_absolute_url(), f"{row.code} · {row.agency_name} · {row.year}")
        for row in results(Asked.of({"cari": words}), size=FEW + 1).rows
    ]
    return Group("Katalog kegiatan statistik", lines, _with(words, "catalogue"))


def _guide(words):
    lines = [
        Line(page.title, reverse("guide_page", args=[page.slug]), page.when)
        for part in matching(words)
        for page in part.pages
    ]
    return Group("Panduan", lines, _with(words, "guide", "kata"))


def _with(words, page, name="cari"):
    return f"{reverse(page)}?{urlencode({name: words})}"

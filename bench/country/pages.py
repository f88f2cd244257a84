"""What is looked at: every page whose cost might grow with the country."""

from django.test import Client
from django.urls import reverse

from bench.country.rows import RARE

PAGE, DEEP = 1.3, 1.5  # times what it costs beside 10,000 files; a deep page times the first
KEPT = 1.2  # board, catalogue, similar, verbs; all beside other offices

FIRST_PAGE, DEEP_PAGE = "list, first page", "deep list"


class Visitor:
    """A person who is logged in to the database that is used just now."""

    def __init__(self, person):
        self.client = Client()
        self.client.force_login(person)

    def look(self, address):
        """A function that opens the page."""

        def look():
            answer = self.client.get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")

        return look


def looks(cast):
    """``{name: (function, at most how many times dearer)}`` for this database."""
    ratna, hasan, anybody = Visitor(cast.ratna), Visitor(cast.hasan), Client()
    found = {}
    for who, visitor in (("examiner", ratna), ("head", hasan)):
        found[f"desk, {who}"] = visitor.look(reverse("desk")), PAGE
        found[f"file, {who}"] = visitor.look(reverse("submission", args=[cast.file.code])), PAGE
    found["examination"] = ratna.look(reverse("examination", args=[cast.file.code])), PAGE
    for name, query in lists(cast).items():
        found[f"list, {name}"] = ratna.look(f"{reverse('submissions')}?{query}"), PAGE
    for name, query in deep(cast).items():
        found[f"{DEEP_PAGE}, {name}"] = ratna.look(f"{reverse('submissions')}?{query}"), DEEP
    found["search in the head, rare"] = ratna.look(f"{reverse('search')}?kata={RARE}"), PAGE
    found["board"] = hasan.look(reverse("board")), KEPT
    for name, query in (("first page", ""), ("search", "cari=padi"), ("no hit", "cari=zzyzxq")):
        address = f"{reverse('catalogue')}?{query}"
        found[f"catalogue, {name}"] = (lambda a=address: anybody.get(a)), KEPT
    found["similar"] = cast.similar, KEPT
    found["verbs: taken and given back"] = cast.take_and_give_back, KEPT
    return found


def lists(cast):
    """The list of files by its filters."""
    this_year = cast.office.today().year
    return {
        "first page": "",
        "Belum divalidasi": "status=diajukan",
        "Layak": "status=layak",
        "Tidak layak": "status=tidak-layak",
        "late": "tenggat=lewat",
        "mine": "pemeriksa=saya",
        "unassigned": "pemeriksa=kosong",
        "form": "jenis=compilation",
        "this year": f"tahun={this_year}",
        "five years ago": f"tahun={this_year - 5}",
        "sent back": "perlu=dikembalikan",
        "lost mails": "perlu=surel",
        "results awaited": "hasil=ditunggu",
        "agency": f"instansi={cast.file.agency.name}",
        "search, rare": f"cari={RARE}",
        "search, one in fifty": "cari=padi",
        "search, common": "cari=survei",
        "search, in all": "cari=kecamatan",
        "search, no hit": "cari=zzyzxq",
        "search, two words": f"cari=kecamatan+{RARE}",
        "search, agency": f"cari={cast.file.agency.name.split()[-1]}+dinas",
        "search, code": f"cari={cast.file.code}",
    }


def deep(cast):
    """Addresses far behind the first page: among the files that wait, and among decided ones."""
    from requests_app.models import Submission

    files = Submission.objects.visible_to(cast.ratna).most_urgent_first()
    count, waiting = files.count(), files.filter(due_on__isnull=False).count()
    places = {"waiting": files[waiting * 9 // 10], "decided": files[count * 9 // 10]}
    return {name: f"sesudah={one.due_on or '-'}.{one.pk}" for name, one in places.items()}

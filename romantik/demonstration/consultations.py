"""What agencies and guests ask before they submit, and what they are told."""

from datetime import time
from functools import partial

from consultations.models import Consultation, Hours
from romantik.demonstration.arrivals import member, office, staff

TICKET, SECRET = "KNSLTASX", "KATA-KUNC-IPER-AGAA"  # for whoever tries the portal

ASKED = (  # who asks how, what, and what follows: (working days ago, verb, who, words)
    (
        "sari",
        {
            "topic": "sample",
            "activity": "Survei Kepuasan Nelayan atas Pelayanan Pelabuhan Perikanan 2027",
            "text": "Kami merencanakan survei kepada nelayan di tiga pelabuhan, sekitar 900 orang. "
            "Berapa responden yang cukup, dan apakah boleh diambil dari yang datang saja?",
        },
        18,
        [
            (16, "answer", "ratna", "Untuk populasi 900 orang, 270 responden memberi galat sekitar "
             "5 persen. Ambil acak dari daftar nelayan setiap pelabuhan, sebanding jumlahnya; "
             "yang datang saja membuat hasil condong kepada nelayan yang sering melapor."),
        ],
    ),
    (
        "fitri",
        {
            "topic": "need",
            "activity": "Penyusunan Statistik Perizinan dari Data OSS",
            "text": "Data kami berasal dari aplikasi OSS, tanpa survei. Apakah tetap perlu "
            "rekomendasi, dan formulir mana yang dipakai?",
        },
        3,
        [(2, "take", "yoga", "")],
    ),
    (
        "",
        {
            "code": TICKET,
            "secret": SECRET,
            "name": "Wulan Contoh",
            "organization": "BUMDes Contoh Pulau Laut",
            "topic": "questionnaire",
            "activity": "Pendataan Usaha Warga Desa",
            "text": "Bolehkah kuesioner menanyakan omzet sebagai rentang, bukan angka?",
        },
        9,
        [
            (7, "answer", "ratna", "Boleh, selama rentangnya tidak tumpang tindih dan sama untuk "
             "semua responden. Cantumkan pula rentang terbuka di bagian akhir."),
        ],
    ),
    (
        "",
        {
            "channel": "visit",
            "by": "budi",
            "name": "Rahmad Contoh",
            "organization": "Radio Contoh FM",
            "topic": "design",
            "activity": "Survei Pendengar Radio 2027",
            "text": "Apakah jajak pendapat lewat telepon termasuk survei yang perlu rekomendasi?",
        },
        6,
        [
            (6, "note_down", "budi", "Dijelaskan bahwa penyelenggara swasta tidak wajib meminta "
             "rekomendasi; disarankan membaca contoh rancangan pada katalog."),
        ],
    ),
    (
        "laila",
        {
            "topic": "form",
            "activity": "Survei Kepuasan Pasien Puskesmas 2027",
            "text": "Rincian 5.5 meminta metode penarikan sampel. Bagaimana mengisinya bila semua "
            "pasien pada satu pekan diwawancarai?",
        },
        2,
        [],
    ),
)  # fmt: skip


def deeds():
    """Everything that happens to the consultations of the demonstration."""
    yield 40, _open_hours
    for who, facts, ago, course in ASKED:
        yield ago, partial(_ask, who, facts)
        for later, verb, officer, text in course:
            words = {"text": text} if text else {}
            yield later, partial(_do, facts, verb, officer, words)
    yield 1, _book


def _open_hours():
    """Tuesdays and Thursdays, two people at a time."""
    mornings = {"begins": time(9), "ends": time(11), "minutes": 30, "places": 2}
    for weekday in (1, 3):
        Hours.objects.add(by=staff("dewi"), office=office(), weekday=weekday, **mornings)


def _book():
    """Laila comes in about a week."""
    slots = Hours.objects.open_slots(office())
    consultation = _asked({"activity": "Survei Kepuasan Pasien Puskesmas 2027"})
    consultation.book(by=member("laila"), starts_at=slots[len(slots) // 3].starts_at)


def _ask(who, facts):
    facts = {"channel": "web", "office": office(), **facts}
    facts["by"] = staff(facts["by"]) if "by" in facts else None
    if who:
        person = member(who)
        facts |= {"by": person, "agency": person.agency, "name": person.name}
        facts["email"] = person.email
    Consultation.objects.ask(**facts)


def _do(facts, verb, officer, words):
    getattr(_asked(facts), verb)(by=staff(officer), **words)


def _asked(facts):
    return Consultation.objects.select_related("office").get(activity=facts["activity"])

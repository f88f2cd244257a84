"""What anybody may send, follow and try at the open side of complaints."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints import keys
from complaints.models import Complaint
from events.models import Event, Mail
from tests.complaints.making import make_complaint
from tests.submissions import PDF, make_proposed, make_submitted, upload

ASKED = {
    "kind": "complaint",
    "target": "service",
    "privacy": "anonymous",
    "text": "Antrean terlalu lama.",
}
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "'; DROP TABLE complaints_complaint; -- \" OR 1=1",
    '=HYPERLINK("http://jahat.example";"klik")',
    "nul\x00 bel\x07 balik\u202etxt.exe \ufeff lebar\u200b",
    "🙏🏽 𝕳𝖆𝖑𝖔 Ｆｕｌｌ \U0010ffff",
    "{{ settings.SECRET_KEY }} {% load x %} ${7*7} %s %(x)s",
]


def stamp_of(client, time_machine=None, page="complaint_new"):
    """The hidden mark of a form that somebody has had open for a while, if there is a machine."""
    page = client.get(reverse(page)).text
    if time_machine:
        time_machine.move_to(timezone.now() + timedelta(seconds=10))
    return re.search(r'name="stamp" value="([^"]+)"', page)[1]


@pytest.fixture
def send(client, office, maya, time_machine):
    """Fill the form in and send it: `send(text="…")`."""

    def send(**facts):
        facts.setdefault("stamp", stamp_of(client, time_machine))
        return client.post(reverse("complaint_new"), ASKED | facts)

    return send


def opened(client, complaint, secret):
    answer = client.post(
        reverse("complaint_entry"),
        {"code": complaint.code.lower(), "secret": f" {secret.lower()} "},
    )
    assert answer.headers["Location"] == reverse("complaint", args=[complaint.code])
    return client.get(answer.headers["Location"])


def test_an_anonymous_complaint_leaves_a_ticket_and_no_trace_of_who_sent_it(
    client, send, sari, maya
):
    client.force_login(sari)

    answer = send()

    complaint = Complaint.objects.get()
    assert answer.headers["Location"] == reverse("complaint_receipt", args=[complaint.code])
    page = client.get(answer.headers["Location"]).text
    secret = re.search(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", page)[0]
    assert keys.opens(complaint, secret)
    assert secret not in str(Complaint.objects.values().get())
    assert (complaint.name, complaint.email, complaint.entered_by) == ("", "", None)
    assert Event.objects.about(complaint).get().by is None
    assert complaint.code not in str(dict(client.session))
    assert [mail.to for mail in Mail.objects.about(complaint)] == [maya.email]
    cookie = answer.cookies[keys.COOKIE]
    assert (cookie["httponly"], cookie["path"], cookie["samesite"]) == (True, "/pengaduan/", "Lax")


def test_followed_answered_back_withdrawn_and_closed_on_a_shared_device(client, maya):
    complaint, secret = make_complaint(office=maya.office)
    assert "Surat permohonan" in opened(client, complaint, secret).text
    complaint.verify(by=maya, kind="complaint", has_supervision=False)
    complaint.remark(by=maya, text="RAHASIA-INTERNAL")
    complaint.ask(by=maya, text="Surat yang mana?")

    page = client.get(reverse("complaint", args=[complaint.code])).text
    assert "Surat yang mana?" in page
    assert "RAHASIA-INTERNAL" not in page
    assert maya.name not in page
    client.post(
        reverse("complaint_reply", args=[complaint.code]),
        {"text": "Surat 5 Januari.", "files": [upload("surat.pdf")]},
    )
    complaint.refresh_from_db()
    file = complaint.files.get()
    assert (complaint.state, file.entry.text) == ("handled", "Surat 5 Januari.")
    download = client.get(reverse("complaint_file", args=[complaint.code, file.pk]))
    assert b"".join(download.streaming_content) == PDF
    assert download.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    client.post(reverse("complaint_withdrawal", args=[complaint.code]), {"text": ""})
    complaint.refresh_from_db()
    assert complaint.state == "withdrawn"

    client.post(reverse("complaint_leaving", args=[complaint.code]))
    for name in ("complaint", "complaint_receipt", "complaint_clock"):
        assert client.get(reverse(name, args=[complaint.code])).status_code == 302
    assert client.get(reverse("complaint_file", args=[complaint.code, file.pk])).status_code == 302


def test_guessed_and_forged_keys_open_nothing_and_tell_nothing(client, maya):
    complaint, secret = make_complaint(office=maya.office, email="warga@example.go.id")
    other, other_secret = make_complaint(office=maya.office)
    link = keys.link_token(complaint)

    def tried(code, secret):
        return client.post(reverse("complaint_entry"), {"code": code, "secret": secret})

    wrong, unknown = tried(complaint.code, other_secret), tried("ZZZZZZZZ", secret)
    assert [page.status_code for page in (wrong, unknown)] == [200, 200]
    assert wrong.text.replace(complaint.code, "").count("tidak cocok") == unknown.text.count(
        "tidak cocok"
    )
    for token in (link[:-1], "x", f"{link}x", keys.link_token(other)[:20] + link[20:]):
        assert client.get(reverse("complaint_link", args=[token])).status_code == 404
    client.cookies[keys.COOKIE] = "forged:value"
    assert client.get(reverse("complaint", args=[complaint.code])).status_code == 302

    answer = client.get(reverse("complaint_link", args=[link]))
    assert answer.headers["Location"] == reverse("complaint", args=[complaint.code])
    assert client.get(answer.headers["Location"]).status_code == 200
    assert secret not in client.get(reverse("complaint_receipt", args=[complaint.code])).text


def test_secrets_cannot_be_tried_out(client, maya, settings):
    complaint, secret = make_complaint(office=maya.office)
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"complaint_open": "3/m/ip"}
    for _ in range(3):
        client.post(reverse("complaint_entry"), {"code": complaint.code, "secret": "salah"})

    answer = client.post(reverse("complaint_entry"), {"code": complaint.code, "secret": secret})

    assert answer.status_code == 429
    assert "Terlalu banyak percobaan" in answer.text


def test_of_a_hundred_complaints_a_minute_from_one_address_ten_arrive(
    client, office, maya, time_machine
):
    stamps = [stamp_of(client) for _ in range(100)]
    time_machine.move_to(timezone.now() + timedelta(seconds=10), tick=False)
    forms = [ASKED | {"stamp": stamp, "text": f"Yang ke-{n}."} for n, stamp in enumerate(stamps)]

    answers = [client.post(reverse("complaint_new"), form) for form in forms]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429] * 90
    assert "Belum terkirim: terlalu banyak kiriman" in answers[-1].text
    assert "Yang ke-99." in answers[-1].text
    assert Complaint.objects.count() == 10
    elsewhere = client.post(reverse("complaint_new"), forms[-1], REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def test_the_same_form_sent_twice_is_one_complaint_with_one_secret(client, send, time_machine):
    stamp = stamp_of(client, time_machine)

    first = send(stamp=stamp)
    seen = client.get(first.headers["Location"]).text
    client.cookies.clear()
    second = send(stamp=stamp)

    assert second.headers["Location"] == first.headers["Location"]
    assert Complaint.objects.count() == 1
    secret = r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}"
    again = client.get(second.headers["Location"]).text
    assert re.search(secret, again)[0] == re.search(secret, seen)[0]


def test_a_person_whom_the_trap_catches_is_told_and_loses_nothing(client, send, office):
    quick = client.post(reverse("complaint_new"), ASKED | {"stamp": stamp_of(client)})
    filled = send(website="https://example.go.id")
    stale = send(stamp="forged")

    assert "dikirim sangat cepat" in quick.text
    assert "Isian ini harus kosong" in filled.text
    assert "Tekan “Kirim” sekali lagi" in stale.text
    assert all("Antrean terlalu lama." in page.text for page in (quick, filled, stale))
    assert Complaint.objects.count() == 0


def test_what_cannot_be_is_said_beside_the_question(client, send, sari, ratna, maya):
    undecided_file = make_submitted(sari)

    named = send(name="Rahmi")
    unknown = send(file_code="ABCDEFGH")
    undecided = send(file_code=undecided_file.code, is_objection="on")
    nothing = send(text=" ", kind="x")

    assert "Anda memilih anonim, tetapi mengisi nama" in named.text
    assert "Berkas tidak ditemukan" in unknown.text
    assert "hanya untuk pengajuan yang sudah diputuskan" in undecided.text
    assert "Ceritakan apa yang ingin Anda sampaikan." in nothing.text
    assert Complaint.objects.count() == 0


def test_a_signed_in_person_chooses_among_his_own_files_only(client, send, sari, ratna, stranger):
    mine, theirs = make_proposed(sari, ratna), make_submitted(stranger)
    client.force_login(sari)
    page = client.get(reverse("complaint_new")).text
    assert (mine.code in page, theirs.code in page) == (True, False)

    assert "Berkas tidak ditemukan" in send(file_code=theirs.code).text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_kept_as_words(client, send, maya, text):
    send(text=text, accused=text, privacy="open", name=text, phone="1")

    complaint = Complaint.objects.get()
    client.force_login(maya)
    page = client.get(reverse("complaint_handling", args=[complaint.code]))
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    for mark in ("\x00", "\x07", "\u202e"):
        assert mark not in complaint.text


def test_broken_bytes_and_endless_texts_are_refused_in_words(client, office, time_machine):
    body = f"kind=complaint&text=%FF%FE%C3&target=%00&stamp={stamp_of(client, time_machine)}"
    broken = client.post(
        reverse("complaint_new"), body, content_type="application/x-www-form-urlencoded"
    )
    endless = client.post(reverse("complaint_new"), ASKED | {"text": "a" * 100_000})
    odd = [client.get(f"/pengaduan/{part}/") for part in ("%00", "'--", "ABC", "AB%FFCDEF", "🙏")]

    assert broken.status_code == 200
    assert "100.000 karakter" in endless.text
    assert [page.status_code for page in odd] == [404] * 5
    assert client.get(reverse("complaint_summary"), {"kantor": "\x00'"}).status_code == 404


def test_attachments_are_known_by_their_content(client, send):
    disguised = send(files=[upload("foto.png", PDF)])
    program = send(files=[upload("jahat.exe", b"MZ")])
    many = send(files=[upload(f"{n}.pdf") for n in range(6)])
    kept = send(files=[upload("a.pdf"), upload("b.pdf")])

    assert "tidak sesuai dengan namanya" in disguised.text
    assert "Jenis berkas ini tidak diterima" in program.text
    assert "Paling banyak 5 berkas" in many.text
    assert kept.status_code == 302
    files = Complaint.objects.get().files.all()
    assert [(file.name, file.file.name.startswith("pengaduan/")) for file in files] == [
        ("a.pdf", True),
        ("b.pdf", True),
    ]

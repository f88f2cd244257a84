"""The public check takes whatever is at hand: code, address, number, identity or file."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from letters.checking.endings import is_meaningless
from letters.checking.files import FileFinding, check_file
from letters.checking.typed import read
from letters.models import CheckCount, Letter
from requests_app.models import Activity
from tests.letters import tampering

BOX = "/surat/"
TOKEN, SPOKEN = "ABCDEFGHJKMNPQR", "ABCDEZ-FGHJK8-MNPQRB"


def words(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").find("main").text.split())


@pytest.mark.parametrize(
    "typed",
    [
        SPOKEN,
        SPOKEN.lower(),
        SPOKEN.replace("-", " "),
        SPOKEN.replace("-", ""),
        SPOKEN.replace("-", " – "),
        f"Kode surat: {SPOKEN}",
        f"  kode {SPOKEN}. ",
        SPOKEN.replace("8", "8\u200b"),
        "ABCDEZ-\nFGHJK8-\nMNPQRB",
        f"https://romantik.example.go.id/surat/{SPOKEN}/",
        f"romantik.example.go.id/surat/{SPOKEN}",
        f"http://romantik.example.go.id/ surat/\n{SPOKEN}/",
        f"HTTPS://ROMANTIK.EXAMPLE.GO.ID/SURAT/{TOKEN}/#1*261125*B-012%2F63020*V-26.6302.012*X",
        f"https://romantik.exam\nple.go.id/surat/{TOKEN}.json",
        f"Alamat: www.romantik.example.go.id/surat/?code={SPOKEN}",
        f"/surat/{SPOKEN}/",
        SPOKEN.translate({ord(sign): ord(sign) + 0xFEE0 for sign in SPOKEN if sign != "-"}),
    ],
)
def test_a_code_or_the_address_that_carries_it(typed):
    assert read(typed).code.token == TOKEN
    assert not read(typed).is_reference


@pytest.mark.parametrize(
    ("typed", "groups"),
    [("ABCDEZ-FGHJK9-MNPQRB", (2,)), (f"x.go.id/surat/{SPOKEN[:-1]}C", (3,)), ("abc", ())],
)
def test_a_slip_is_told_with_the_group_to_look_at(typed, groups):
    assert read(typed).code.problem
    assert read(typed).code.groups == groups


@pytest.mark.parametrize(
    "typed",
    [
        "V-26.6302.012",
        "v-26.6302.012",
        "V 26 6302 012",
        "V26.6302.012",
        "V–26.6302.012",
        "Identitas rekomendasi: V-26.6302.012",
        "V-26.\n6302.012",
        "V-26.63O2.Ol2",
        "V-26.6302.012.",
        "(V-26.6302.012)",
        "Rekomendasi dengan identitas V-26.6302.012, terbit 3 Maret 2026",
    ],
)
def test_an_identity_in_the_ways_it_is_written(typed):
    assert read(typed).identity == "V-26.6302.012"


@pytest.mark.parametrize(
    "typed",
    [
        "B-012/63020/KS.000/03/2026",
        "b-012/63020/ks.000/03/2026",
        "Nomor : B-012/63020/KS.000/03/2026",
        "No. B – 012 / 63020 / KS.000 / 03 / 2026",
        "B-012/63020/\nKS.000/03/2026",
        "B-012/63020/KS.000/03/2026.",
        "“B-012/63020/KS.000/03/2026”",
        "Nomor surat: B-012/63020/KS.000/03/2026 tanggal 3 Maret 2026",
        "surat rekomendasi (B-012/63020/KS.000/03/2026), perihal survei",
    ],
)
def test_a_number_in_the_ways_it_is_written(typed):
    assert "B-012/63020/KS.000/03/2026" in read(typed).numbers


@pytest.fixture
def listed(signed):
    """The signed letter of an activity that the catalogue shows, as if it were a real one."""
    Letter.objects.update(is_trial=False)
    return Activity.objects.get(code=signed.identity)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["letter_number", "code"])
def test_a_recommended_activity_is_found_with_what_the_catalogue_shows(client, listed, name):
    typed = f" {getattr(listed, name).lower()} "
    page = client.get(BOX, {"code": typed})
    answer = client.get(BOX, {"code": typed}, headers={"accept": "application/json"}).json()

    assert "Surat ini tercatat di katalog dan berlaku" in words(page)
    for shown in (listed.title, listed.agency_name, listed.code, listed.letter_number):
        assert shown in words(page)
    assert f'href="{listed.get_absolute_url()}"' in page.content.decode()
    assert (answer["verdict"], answer["letter"]) == ("listed", None)
    assert (answer["activity"]["identity"], answer["activity"]["is_in_force"]) == (
        listed.code,
        True,
    )


@pytest.mark.django_db
def test_every_other_letter_needs_its_code_and_answers_as_if_there_were_none(
    client, signed, numbered, listed, django_assert_num_queries
):
    real = signed.number
    Activity.objects.all().delete()  # a letter without an entry: declined, an act, not public
    pages, answers = [], []
    for typed in (real, signed.identity, "B-999/63020/KS.000/03/2026", "V-26.6302.999"):
        with django_assert_num_queries(2):  # the letter, and the office at the foot of the page
            pages.append(client.get(BOX, {"code": typed}))
        answers.append(client.get(BOX, {"code": typed}, headers={"accept": "application/json"}))
    told = {words(page).replace(" ", "") for page in pages}
    assert len(told) == 1
    assert len({answer.content for answer in answers}) == 1
    assert "Surat lain diperiksa dengan kode" in words(pages[0])
    assert answers[0].json()["verdict"] == "not_listed"
    assert not CheckCount.objects.exists()


@pytest.mark.django_db
def test_a_withdrawn_recommendation_is_told_as_such(client, listed):
    Activity.objects.update(revoked_on="2026-03-20")
    assert "tercatat, tetapi sudah dicabut" in words(client.get(BOX, {"code": listed.code}))


@pytest.mark.django_db
def test_numbers_cannot_be_tried_out_in_bulk(client, settings):
    brakes = settings.ACCOUNT_RATE_LIMITS | {"letter_reference": "2/m/ip"}
    settings.ACCOUNT_RATE_LIMITS = brakes
    typed = [f"V-26.6302.00{number}" for number in range(3)]
    assert [client.get(BOX, {"code": one}).status_code for one in typed] == [200, 200, 429]
    assert client.get(BOX, {"code": "abc"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.one_database
def test_the_box_is_sent_as_one_form_with_words_or_a_file(client, signed):
    page = BeautifulSoup(client.get(BOX).content, "html.parser")
    (form,) = page.select("main form")
    assert {field["name"] for field in form.select("input")} >= {"code", "file"}

    led = client.post(BOX, {"code": f"https://x.go.id/surat/{signed.spoken_token}/"})
    assert client.get(led["Location"])["Location"] == reverse(
        "letter_verification", args=[signed.token]
    )
    file = SimpleUploadedFile("surat.pdf", signed.document())
    both = client.post(BOX, {"code": "salah", "file": file})
    assert "sama persis dengan surat peragaan kami" in words(both)
    assert client.get(BOX, {"code": "x" * 2001}).status_code == 200


@pytest.mark.django_db
@pytest.mark.one_database
def test_what_is_too_long_for_an_address_is_answered_in_place(client, signed):
    long = client.post(BOX, {"code": "– " * 900 + signed.spoken_token})

    assert long.headers.get("Location", "").endswith(f"/{signed.token}/")
    assert client.post(BOX, {"code": "é" * 5000}).status_code == 200


@pytest.mark.django_db
def test_machines_may_post_words_too(client, signed):
    address = reverse("letter_check_json")
    told = [
        client.post(address, {"code": typed}).json()["verdict"]
        for typed in (signed.spoken_token, "ABCDEZ-FGHJK9-MNPQRB", signed.identity, "V-26.6302.999")
    ]
    assert told == ["trial", "mistyped", "trial", "not_listed"]
    slip = client.post(address, {"code": "https://x.go.id/surat/ABCDEZ-FGHJK9-MNPQRB/"}).json()
    assert (slip["verdict"], slip["groups"]) == ("mistyped", [2])


MEANINGLESS = [
    b"\n",
    b"\r\n\r\n",
    b" \t\r\n" * 500,
    bytes(1024),
    b"\x1a",
    b"\xff" * 512,
    b"\r\n--\r\nDikirim dari ponsel saya. Objek: surat 3 objek, diskon 100%.\r\n",
    b"\r\n--000000000000a1b2c3--\r\n",
    b"\n<br><p>Surel ini bebas virus.</p>\n",
    "\nSurel ini rahasia – jangan diteruskan.\n".encode(),
]
MEANT = [
    b"\n1 0 obj\n<<>>\nendobj\n",
    b"\nxref\n0 1\n",
    b"\ntrailer <</Root 9 0 R>>\n",
    b"\nstartxref\n0\n%%EOF\n",
    b"\n% catatan\n",
    b"\n%PDF-1.7\n",
    b"PK\x03\x04surat",
    b"\n1 0\0obj<<",
]


@pytest.mark.parametrize("ending", MEANINGLESS)
def test_what_transport_appends_means_nothing(ending):
    assert is_meaningless(ending)


@pytest.mark.parametrize("ending", MEANT)
def test_what_a_reader_could_find_means_something(ending):
    assert not is_meaningless(ending)


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_letter_with_meaningless_bytes_behind_it_is_unchanged(client, signed):
    Letter.objects.update(is_trial=False)
    document = signed.document()
    padded = [document + ending for ending in MEANINGLESS]
    padded.append(document.removesuffix(b"\n") + b"\r\n")
    assert document.endswith(b"%%EOF\n")
    for file in padded:
        check = check_file(file)
        assert (check.finding, check.letter, check.tone) == (FileFinding.PADDED, signed, "action")
    for file in (*(document + ending for ending in MEANT), document + tampering.plain_pdf()):
        assert check_file(file).finding is FileFinding.EXTENDED
    for tamper in (tampering.other_title, tampering.hidden, tampering.painted_over):
        assert check_file(tamper(document) + b"\r\n").finding is FileFinding.EXTENDED

    file = SimpleUploadedFile("surat.pdf", padded[6])
    page = words(client.post(BOX, {"file": file}))
    assert "Isi surat tidak berubah, ada tambahan tanpa arti sesudah akhir berkas" in page
    assert "Baru saja diperiksa kembali: utuh" in page
    file = SimpleUploadedFile("surat.pdf", padded[6])
    answer = client.post(reverse("letter_check_json"), {"file": file}).json()
    assert (answer["verdict"], answer["file"]["is_unchanged"]) == ("padded", False)
    assert answer["file"]["is_content_unchanged"] is True
    Letter.objects.update(state="withdrawn")
    assert check_file(padded[0]).sentence == "Asli, tetapi tidak berlaku lagi"

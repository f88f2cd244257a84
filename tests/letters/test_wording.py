"""An office's words become a letter: placeholders, paragraphs, lists, and nothing else."""

import pytest
from django.db import IntegrityError, transaction

from events.models import Event
from letters.models import LetterTemplate
from letters.page.placeholders import (
    PLACEHOLDERS,
    kind_of,
    of_kind,
    problems,
    values_of,
)
from letters.page.wording import DEFAULTS, KINDS, gaps, written
from tests.letters.test_pdf import CONTENT

NOTE = {"number": "5.3", "label": "Wilayah", "text": "Sebutkan."}
WITHDRAWAL = CONTENT | {
    "purpose": "withdrawal",
    "cause": "Keterangan rancangan tidak benar.",
    "about": {
        "number": "B-007/63020/KS.000/02/2026",
        "dated_on": "2026-02-11",
        "identity": "V-26.6302.007",
        "subject": "Rekomendasi Kegiatan Statistik “Survei Biaya Nelayan 2026”",
    },
}


def words(content, kind=None, **texts):
    return written(DEFAULTS[kind or kind_of(content)] | texts, content)


def names(found):
    return [placeholder.name for placeholder in found]


def test_the_portals_own_words_fill_every_kind_of_letter():
    layak = words(CONTENT | {"advice": [NOTE]})
    assert layak["subject"] == "Rekomendasi Kegiatan Statistik “Survei Biaya Nelayan 2026”"
    assert layak["addressee"] == ["Yth. Kepala Dinas Perikanan Kabupaten Kotabaru", "di Tempat"]
    assert layak["body"] == [
        {
            "kind": "text",
            "leads": True,
            "lines": ["Sehubungan dengan hal tersebut, kami minta Saudara:"],
        },
        {
            "kind": "numbers",
            "lines": [
                "melaksanakan catatan hasil pemeriksaan pada lampiran surat ini;",
                "mencantumkan nomor rekomendasi di atas pada kuesioner yang digunakan;",
                "berkoordinasi dengan Walidata dan BPS Kabupaten Kotabaru selama kegiatan "
                "berlangsung; dan",
                "menyerahkan publikasi hasil beserta metadatanya kepada BPS Kabupaten Kotabaru "
                "setelah kegiatan selesai.",
            ],
        },
    ]

    tolak = words(CONTENT | {"verdict": "decline", "reason": "Sudah ada.\n\nLihat SBH."})
    assert [part["kind"] for part in tolak["body"]] == ["text", "quote", "text"]
    assert tolak["body"][1]["lines"] == ["Sudah ada.", "Lihat SBH."]

    cabut = words(WITHDRAWAL)
    assert cabut["subject"] == "Pencabutan Surat Nomor B-007/63020/KS.000/02/2026"
    assert cabut["body"][1]["lines"] == ["Keterangan rancangan tidak benar."]
    assert "V-26.6302.007" in cabut["body"][-1]["lines"][0]


def test_a_line_about_something_optional_that_is_not_there_is_left_out():
    assert len(words(CONTENT)["body"][1]["lines"]) == 3
    declined = CONTENT | {"verdict": "decline", "reason": "Sudah ada."}
    assert "lampiran" not in str(words(declined)["body"])
    without_identity = WITHDRAWAL | {"about": WITHDRAWAL["about"] | {"identity": ""}}
    assert "Nomor rekomendasi" not in str(words(without_identity)["body"])


def test_what_stands_for_a_placeholder_is_never_read_as_a_placeholder_or_a_list():
    content = CONTENT | {
        "title": "{alasan} {{ letter.number }} {% now 'Y' %}",
        "agency": "1. Dinas",
    }
    found = words(content, body="{judul}\n{instansi}\n\n- {instansi}")
    title = "{alasan} {{ letter.number }} {% now 'Y' %}"
    assert found["body"] == [
        {"kind": "text", "leads": True, "lines": [title, "1. Dinas"]},
        {"kind": "bullets", "lines": ["1. Dinas"]},
    ]


def test_unknown_placeholders_and_single_braces_are_refused_by_name():
    assert problems("Halo {judul} dan {catatan_lampiran}.", "recommend") == []
    assert problems("{nama} {judul.x} {alasan}", "recommend") == [
        "“{nama}” tidak dikenal untuk surat ini. Pilih dari tabel isian.",
        "“{judul.x}” tidak dikenal untuk surat ini. Pilih dari tabel isian.",
        "“{alasan}” tidak dikenal untuk surat ini. Pilih dari tabel isian.",
    ]
    for text in ("Halo {judul", "judul} ", "{{judul}}", "{% if x %}"):
        assert problems(text, "recommend") != []


def test_the_empty_ones_are_named():
    office = CONTENT["office"] | {"phone": "", "email": " "}
    texts = DEFAULTS["recommend"] | {"closing": "Hubungi {telepon} atau {surel}, {kota}."}
    assert names(gaps(texts, CONTENT | {"office": office})) == [
        "catatan_lampiran",
        "telepon",
        "surel",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_placeholder_has_a_value_and_the_portals_words_use_known_ones(kind):
    assert {placeholder.name for placeholder in PLACEHOLDERS} == set(values_of(WITHDRAWAL))
    assert problems("\n".join(DEFAULTS[kind].values()), kind) == []
    assert len(of_kind(kind)) < len(PLACEHOLDERS)


@pytest.mark.django_db
def test_an_office_changes_its_words_and_every_version_stays(office, dewi):
    first = LetterTemplate.objects.in_use(office, "recommend")
    assert (first.version, first.pk, first.texts) == (0, None, DEFAULTS["recommend"])

    second = first.succeed(first.texts | {"closing": "Terima kasih."}, by=dewi)
    third = second.succeed(first.texts, by=dewi, taken_from=0)

    assert LetterTemplate.objects.in_use(office, "recommend") == third
    history = LetterTemplate.objects.history(office, "recommend")
    assert [(row.version, row.taken_from) for row in history] == [(2, 0), (1, None), (0, None)]
    assert LetterTemplate.objects.in_use(office, "decline").version == 0
    assert Event.objects.filter(action="letter_template.keep").count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        first.succeed(first.texts, by=dewi)  # somebody else was quicker
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterTemplate.objects.filter(pk=second.pk).update(closing="Lain.")
    with pytest.raises(IntegrityError), transaction.atomic():
        second.delete()


@pytest.mark.django_db
def test_a_letter_keeps_the_words_that_the_head_has_read(letter, hasan, key, dewi, ratna):
    kind = LetterTemplate.objects.in_use(letter.office, "recommend")
    kind.succeed(kind.texts | {"closing": "Salam."}, by=dewi)

    letter.take_up(by=hasan)
    assert letter.content["template_version"] == 0
    assert letter.content["closing"][0]["lines"] == [DEFAULTS["recommend"]["closing"]]

    letter.send_back(by=hasan, note="Perbaiki.")
    letter.submission.propose_recommendation(by=ratna)
    again = letter.submission.letters.get()
    assert again.content["template_version"] == 1
    assert again.content["closing"][0]["lines"] == ["Salam."]

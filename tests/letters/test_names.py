"""Whose name a certificate carries: titles and the way of writing do not count, words do."""

import pytest

from letters.signing.names import differences, names_agree, said_of_differences

AGREE = [
    ("Hasan Basri", "HASAN BASRI"),
    ("Hasan Basri", "hasan basri"),
    ("Hasan Basri", "Dr. Ir. H. HASAN BASRI, S.ST., M.M."),
    ("Hasan Basri", "HASAN BASRI, S.ST., M.Si."),
    ("Hasan Basri", "HASAN BASRI S.ST., M.Si."),
    ("Hasan Basri", "HASAN BASRI SST MSI"),
    ("Hasan Basri", "Hasan Basri, S. ST., M. Si"),
    ("Drs. Hasan Basri", "Hasan Basri"),
    ("Drs Hasan Basri, SH", "Hasan Basri"),
    ("Drs.H.Hasan Basri,M.Si", "Hasan Basri"),
    ("Prof. Dr. Hasan Basri, Ph.D.", "Hasan Basri"),
    ("Hasan Basri PhD", "HASAN BASRI"),
    ("Hasan Basri", "KH. Hasan Basri, Lc., M.A."),
    ("Hasan Basri", "K.H. Hasan Basri, Lc"),
    ("Hj. Siti Aminah", "SITI AMINAH HJ"),
    ("Dra. Hj. Siti Aminah, M.M.", "Siti Aminah"),
    ("Siti Aminah", "Siti Aminah, S.E., M.M., CGCAE"),
    ("Siti Aminah", "apt. Siti Aminah, S.Farm."),
    ("Siti Aminah", "Siti Aminah, S.Tr.Stat."),
    ("Siti Aminah", "Siti Aminah, A.Md.Kb.N."),
    ("dr. Siti Aminah, Sp.A", "SITI AMINAH"),
    ("Siti Aminah", "Siti Aminah, M.Han."),
    ("Hasan Basri", "Dr. (H.C.) Hasan Basri"),
    ("Hasan Basri", "Dr.-Ing. Hasan Basri"),
    ("Hasan Basri", "Dr. rer. nat. Hasan Basri, M.Sc."),
    ("Hasan Basri", "Dr. rer.pol. H. Hasan Basri"),
    ("Hasan Basri", "Hasan Basri (Purn.)"),
    ("Hasan Basri", "Hasan Basri, S.ST, XYCA"),
    ("Ma'ruf Amin", "MA’RUF AMIN"),
    ("Ma'ruf Amin", "Ma`ruf Amin"),
    ("Ma'ruf Amin", "Maʼruf Amin"),
    ("Ma'ruf Amin", "MARUF AMIN"),
    ("Nur'aini", "NUR AINI"),
    ("Nur-Aini", "Nuraini"),
    ("Abdul Rahman", "ABDULRAHMAN"),
    ("Abdul-Rahman", "Abdul Rahman"),
    ("Abdul–Rahman", "Abdul Rahman"),
    ("A. Rahman", "A RAHMAN"),
    ("Hasan  Basri", " Hasan\tBasri "),
    ("Sukarno", "SUKARNO"),
    ("Ir. Sukarno", "Sukarno"),
    ("Sukarno, S.H.", "SUKARNO"),
    ("Sukarno", "SUKARNO -"),
    ("Ma", "MA"),
    ("St. Aminah", "ST AMINAH"),
    ("S.M. Amin", "S. M. AMIN, S.H."),
    ("Jose\u0301 Da Costa", "JOSÉ DA COSTA"),
    ("Hasan\u200b Basri", "Hasan\u00a0Basri"),
    ("Ida Ayu Putu Sri", "IDA AYU PUTU SRI, S.SI"),
    ("S.H. Hasan Basri", "Hasan Basri"),
    ("Muhammad Abdurrahman Wahid Hasyim Nasution Al-Banjari Kotabaru Selatan", None),
]
DIFFER = [
    ("Hasan Basri", "Hasan"),
    ("Hasan", "Hasan Basri"),
    ("Hasan Basri", "Hasan Basri Nasution"),
    ("Hasan Basri", "Hasan Bastri"),
    ("Hasan Basri", "Basri Hasan"),
    ("Hasan Basri", "Husin Basri"),
    ("Hasan Basri", "Ratna Dewanti"),
    ("Hasan Basri", ""),
    ("", ""),
    ("", "Hasan"),
    ("Hasan Basri", "Hasan, Basri Nasution"),
    ("Hasan", "Hasan, Basri"),
    ("Hasan", "HASAN, BASRI"),
    ("Hasan Basri", "M. Hasan Basri"),
    ("Muhammad Hasan", "M. Hasan"),
    ("A. Rahman", "B. Rahman"),
    ("Hasan Basri 1", "Hasan Basri 2"),
    ("S.M. Amin", "Amin"),
    ("St. Aminah", "Aminah"),
    ("Sukarno", "Suharto"),
    ("Dr.", "Ir."),
    ("Ir. Sukarno", "Ir. Suharto"),
    ("Nuraini", "Nurani"),
]


@pytest.mark.parametrize(("ours", "theirs"), AGREE)
def test_these_are_one_person(ours, theirs):
    theirs = ours[:64].upper() if theirs is None else theirs  # what does not fit is cut off
    assert names_agree(ours, theirs)
    assert len(theirs) == 64 or names_agree(theirs, ours)


@pytest.mark.parametrize(("ours", "theirs"), DIFFER)
def test_these_are_not(ours, theirs):
    assert not names_agree(ours, theirs)
    assert not names_agree(theirs, ours)


@pytest.mark.parametrize(
    ("ours", "theirs", "pairs", "said"),
    [
        (
            "Drs. Hasan Basri",
            "HASAN BASTRI, M.M.",
            [("Basri", "BASTRI")],
            "Yang berbeda: “Basri” di sini, “BASTRI” pada sertifikat.",
        ),
        (
            "Hasan Basri",
            "HASAN BASRI NASUTION",
            [("", "NASUTION")],
            "Yang berbeda: “NASUTION” hanya ada pada sertifikat.",
        ),
        (
            "Haji Hasan Basri Nasution",
            "H. Husin Basri",
            [("Hasan", "Husin"), ("Nasution", "")],
            "Yang berbeda: “Hasan” di sini, “Husin” pada sertifikat; “Nasution” hanya ada di sini.",
        ),
    ],
)
def test_the_words_that_differ_are_named(ours, theirs, pairs, said):
    assert differences(ours, theirs) == pairs
    assert said_of_differences(ours, theirs) == said

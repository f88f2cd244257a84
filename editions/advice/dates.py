"""Advice on the schedule (domain.md §4.2, R-ID-05A and R-III)."""

import itertools
from datetime import date

from editions.advice.advice import Unknown
from editions.advice.words import YEAR
from editions.words import spoken_day


def day(facts, question):
    """The day answered to a question; raises ``Unknown`` where there is none."""
    return date.fromisoformat(facts[question])


def year_agrees(facts, *, first, last):
    years = {int(year) for year in YEAR.findall(facts[facts.edition.title_question])}
    if not years:
        raise Unknown("Belum dapat dinilai: judul tidak menyebut tahun.")
    begin, end = day(facts, first).year, day(facts, last).year
    if not years & set(range(begin, end + 1)):
        named = " dan ".join(str(year) for year in sorted(years))
        span = str(begin) if begin == end else f"{begin}–{end}"
        return f"Judul menyebut tahun {named}, sedangkan jadwal kegiatan pada tahun {span}."
    return None


def submitted_before_fieldwork(facts, *, start):
    begin = day(facts, start)
    if begin <= facts.today:
        return (
            f"Pengumpulan data dijadwalkan mulai {spoken_day(begin)}, padahal rekomendasi diminta "
            "sebelum pengumpulan data dimulai. Sesuaikan jadwalnya."
        )
    return None


def planned_before_collected(facts, *, planning_end, start):
    end, begin = day(facts, planning_end), day(facts, start)
    if end > begin:
        return (
            f"Perencanaan selesai {spoken_day(end)}, setelah pengumpulan data dimulai "
            f"({spoken_day(begin)}). Periksa kembali salah satunya."
        )
    return None


def stages_do_not_overlap(facts, *, stages):
    spans = []
    for name, prefix in stages:
        spans.append((name, day(facts, f"{prefix}_start"), day(facts, f"{prefix}_end")))
    for (before, _, end), (after, start, _) in itertools.pairwise(spans):
        if start < end:
            return (
                f"{after} dimulai {spoken_day(start)}, sebelum {before.lower()} selesai "
                f"({spoken_day(end)}). Tumpang tindih boleh bila memang direncanakan; pastikan."
            )
    return None

"""Advice on the schedule (domain.md §4.2, R-III-04 to R-III-06)."""

import itertools
from datetime import date

from editions.advice.advice import Doubt, Unknown
from editions.words import spoken_day


def day(facts, question):
    """The day answered to a question; raises ``Unknown`` where there is none."""
    return date.fromisoformat(facts[question])


def submitted_before_fieldwork(facts, *, start):
    begin = day(facts, start)
    if begin <= facts.today:
        return Doubt(
            f"Pengumpulan data dijadwalkan mulai {spoken_day(begin)}, padahal rekomendasi diminta "
            "sebelum pengumpulan data dimulai.",
            "Sesuaikan jadwalnya.",
            "Pastikan apakah pengumpulan data sudah berjalan.",
        )
    return None


def planned_before_collected(facts, *, planning_end, start):
    end, begin = day(facts, planning_end), day(facts, start)
    if end > begin:
        return Doubt(
            f"Perencanaan selesai {spoken_day(end)}, setelah pengumpulan data dimulai "
            f"({spoken_day(begin)}).",
            "Periksa kembali kedua tanggal itu.",
            "Tanyakan tanggal yang benar.",
        )
    return None


def stages_do_not_overlap(facts, *, block, stages):
    """Each stage after the first begins when the one before has ended; R-III-06 has the first."""
    overlaps, missing = [], None
    for (before, early), (after, late) in itertools.pairwise(stages[1:]):
        try:
            end, start = day(facts, f"{early}_end"), day(facts, f"{late}_start")
        except Unknown as unknown:
            missing = missing or unknown
            continue
        if start < end:
            words = f"{after} dimulai {spoken_day(start)}, sebelum {before.lower()} selesai"
            overlaps.append((f"{words} ({spoken_day(end)}).", early, late))
    if overlaps:
        return Doubt(
            " ".join(words for words, _, _ in overlaps),
            "Tahap boleh tumpang tindih bila memang direncanakan; pastikan tanggalnya.",
            "Pastikan apakah tahap-tahap itu memang direncanakan tumpang tindih.",
            tuple(f"{block}.{_odd_one(facts, stages, early, late)}" for _, early, late in overlaps),
        )
    if missing:
        raise missing
    return None


def _odd_one(facts, stages, early, late):
    """The day that has to change: the earlier end where it lies behind the next stage, too."""
    names = [name for _, name in stages]
    following = names[names.index(late) + 1 :]
    end = facts[f"{early}_end"]
    sticks_out = end > (facts.get(f"{late}_end") or end) or any(
        end > facts.get(f"{name}_start", end) for name in following
    )
    starts_too_early = facts[f"{late}_start"] < (facts.get(f"{early}_start") or "")
    return f"{early}_end" if sticks_out and not starts_too_early else f"{late}_start"

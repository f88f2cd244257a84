"""What each mail tells of, and how a person may have it: at once, daily, or in the portal only.

The one table of mails. What starts or ends a right is always mailed; mails that a person acts on
with a link of their own (accounts) or that carry a letter are never delayed either.
"""

from dataclasses import dataclass

from django.db import models


class Timing(models.TextChoices):
    """When a person is mailed of something; in the portal it is listed at once, always."""

    AT_ONCE = "at_once", "Langsung"
    DAILY = "daily", "Sekali sehari"
    NEVER = "never", "Tidak"


AT_ONCE_ONLY = (Timing.AT_ONCE,)
ALWAYS_MAILED = (Timing.AT_ONCE, Timing.DAILY)
FREE = tuple(Timing)


@dataclass(frozen=True)
class Topic:
    """Mails that a person chooses alike. `is_listed` ones appear among his notices."""

    code: str
    label: str
    hint: str
    kinds: tuple
    timings: tuple = AT_ONCE_ONLY
    for_staff: bool = False
    for_agencies: bool = False
    for_walidata: bool = False  # agencies that are marked so
    is_listed: bool = True

    @property
    def is_choosable(self):
        """May a person say when he wants these mails?"""
        return len(self.timings) > 1

    def concerns(self, person):
        """Does anybody in his place get such mails?"""
        if person.office_id:
            return self.for_staff
        is_walidata = person.agency_id and person.agency.is_walidata
        return self.for_agencies or bool(self.for_walidata and is_walidata)


TOPICS = (
    Topic(
        "work",
        "Pekerjaan baru",
        "Pengajuan yang perlu diperiksa, surat yang menunggu tanda tangan, yang dikembalikan "
        "kepada Anda.",
        (
            *("submission_to_examine", "submission_assigned", "submission_sent_back"),
            *("letter_to_sign", "letter_act_sent_back", "agency_awaiting"),
            *("submission_left", "objection_raised", "examination_reminded", "appeal_for_office"),
            *("stand_in_told", "heads_missing", "walidata_opinion"),
        ),
        FREE,
        for_staff=True,
    ),
    Topic(
        "deadlines",
        "Waktu yang hampir habis",
        "Pengajuan yang sudah memakai 50, 80, dan 100 persen waktunya, dan yang lewat batas.",
        ("deadline_near", "files_overdue"),
        FREE,
        for_staff=True,
    ),
    Topic(
        "calendar",
        "Perubahan kalender kerja",
        "Hari yang diliburkan atau dijadikan hari kerja.",
        ("calendar_changed",),
        FREE,
        for_staff=True,
    ),
    Topic(
        "progress",
        "Jalannya pengajuan",
        "Tanda terima, pengembalian untuk perbaikan dan pengingatnya, pelimpahan, pembatalan, "
        "batas waktu yang bergeser. Menyangkut hak instansi, jadi selalu dikirim.",
        (
            *("submission_received", "submission_returned", "submission_silent"),
            *("submission_transferred", "submission_cancelled", "due_dates_moved"),
            "draft_forgotten",
            *("submission_entered", "objection_settled", "submission_reminded"),
            *("file_passed_on", "file_taken_over"),
            "appeal_received",
        ),
        ALWAYS_MAILED,
        for_staff=True,
        for_agencies=True,
    ),
    Topic(
        "letters",
        "Surat",
        "Surat rekomendasi dan keputusan beserta berkasnya; dikirim segera.",
        ("letter_delivered", "letter_withdrawn", "letter_replaced", "appeal_answered"),
        for_agencies=True,
    ),
    Topic(
        "results",
        "Hasil kegiatan",
        "Permintaan publikasi dan metadata setelah kegiatan selesai, dan apa jadinya.",
        ("results_wanted", "results_handed_over", "result_taken_back"),
        for_staff=True,
        for_agencies=True,
    ),
    Topic(
        "ratings",
        "Penilaian layanan",
        "Permintaan menilai layanan setelah surat sampai, dan satu pengingat; dikirim segera.",
        ("rating_asked", "rating_reminder"),
        for_agencies=True,
        is_listed=False,
    ),
    Topic(
        "membership",
        "Persetujuan instansi",
        "Hasil pendaftaran instansi Anda; dikirim segera.",
        ("agency_approved", "agency_refused"),
        for_agencies=True,
    ),
    Topic(
        "alarms",
        "Gangguan",
        "Register, riwayat, surat, atau berkas yang tidak utuh; dikirim segera.",
        ("register_alarm", "integrity_alarm"),
        for_staff=True,
    ),
    Topic(
        "seals",
        "Segel riwayat",
        "Bukti harian bahwa riwayat tidak diubah, untuk disimpan di luar portal.",
        ("chain_seal",),
        for_staff=True,
        is_listed=False,
    ),
    Topic(
        "complaints_desk",
        "Meja pengaduan",
        "Pengaduan yang menunggu Anda tangani, dan yang terlambat.",
        ("complaint_to_handle", "complaint_late"),
        ALWAYS_MAILED,
        for_staff=True,
    ),
    Topic(
        "consultations_desk",
        "Konsultasi yang menunggu",
        "Konsultasi baru, pertanyaan lanjutan, dan yang harus segera dijawab.",
        ("consultation_to_answer", "consultation_due", "appointment_for_office"),
        FREE,
        for_staff=True,
    ),
    Topic(
        "opinions",
        "Pendapat",
        "Pendapat yang diminta dari Anda, pengingatnya, dan jawaban atas yang Anda minta.",
        ("opinion_asked", "opinion_due", "opinion_answered", "opinion_withdrawn"),
        FREE,
        for_staff=True,
    ),
    Topic(
        "walidata_files",
        "Pengajuan dari wilayah Anda",
        "Pengajuan baru dari instansi di wilayah yang datanya Anda kelola sebagai Walidata, dan "
        "tanggapan pemeriksa atas pendapat Anda.",
        ("walidata_file", "walidata_answered"),
        FREE,
        for_walidata=True,
    ),
    Topic(
        "consultations",
        "Konsultasi",
        "Tanda terima, jawaban atas pertanyaan Anda, dan janji temu; dikirim segera.",
        (
            *("consultation_received", "consultation_answered"),
            *("appointment_booked", "appointment_cancelled", "appointment_reminder"),
        ),
        for_agencies=True,
    ),
    # Not listed: a notice would tie an account to a ticket.
    Topic(
        "complaints",
        "Pengaduan",
        "",
        (
            *("complaint_received", "complaint_asked", "complaint_silent"),
            "complaint_settled",
        ),
        is_listed=False,
    ),
    Topic(
        "account",
        "Akun dan pengamanan",
        "Tautan masuk, konfirmasi, dan perubahan pada akun; dikirim segera.",
        (
            *("account_confirmation", "account_exists", "account_notice", "account_unknown"),
            *("account_password_reset", "agency_invitation", "agency_welcome", "staff_welcome"),
            *("signup_expiring", "file_invitation", "data_answered"),
            "data_unanswered",
        ),
        for_staff=True,
        for_agencies=True,
        is_listed=False,
    ),
    Topic("trials", "Surel uji", "", ("mail_trial",), is_listed=False),
    Topic("digest", "Ringkasan harian", "", ("daily_digest",), is_listed=False),
)

BY_CODE = {topic.code: topic for topic in TOPICS}
BY_KIND = {kind: topic for topic in TOPICS for kind in topic.kinds}
UNKNOWN = Topic("unknown", "Lainnya", "", ())


def topic_of(kind):
    """The topic of a kind of mail; what the table does not know goes out at once and is listed."""
    return BY_KIND.get(kind, UNKNOWN)

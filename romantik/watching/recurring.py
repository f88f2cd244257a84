"""Recurring work: how people call it, when each piece last ended, whether it is late."""

from datetime import timedelta
from typing import NamedTuple

from celery.schedules import maybe_schedule

from events.models import Job
from romantik.celery import app
from romantik.serving import maintenance

GRACE = timedelta(minutes=10)  # that recurring work may be late without a word
SWEEP = "events.tasks.sweep_outbox"
JOBS = {
    SWEEP: "Kirim surel yang menunggu",
    "letters.tasks.sweep": "Selesaikan tanda tangan yang terputus",
    "letters.tasks.tell_of_vacancies": "Kabarkan kantor tanpa penanda tangan",
    "requests_app.tasks.end_stand_ins": "Akhiri bantuan pemeriksaan",
    "letters.tasks.check_registers": "Periksa register surat",
    "letters.tasks.keep_letters_provable": "Jaga bukti tanda tangan",
    "requests_app.tasks.fold_figures": "Ringkas angka papan",
    "requests_app.tasks.check_figures": "Periksa angka papan",
    "requests_app.tasks.mend_catalogue": "Periksa katalog",
    "earlier.tasks.go_on": "Teruskan impor rekomendasi terdahulu",
    "guestbook.tasks.tidy_up": "Rapikan buku tamu dan antrean",
    "requests_app.tasks.rebuild_due_dates": "Hitung ulang batas waktu",
    "requests_app.tasks.remind": "Kirim pengingat",
    "complaints.tasks.tend_complaints": "Kawal pengaduan yang berjalan",
    "appeals.tasks.tend_appeals": "Ingatkan keberatan yang menunggu",
    "consultations.tasks.tend_consultations": "Ingatkan konsultasi yang menunggu",
    "opinions.tasks.remind_of_opinions": "Ingatkan pendapat yang diminta",
    "complaints.tasks.remind_of_ratings": "Ingatkan penilaian layanan",
    "accounts.tasks.send_daily_mails": "Kirim ringkasan harian",
    "accounts.tasks.tend_accounts": "Rapikan pendaftaran",
    "integrity.tasks.seal_chain": "Segel riwayat",
    "integrity.tasks.mail_seal": "Kirim segel riwayat",
    "integrity.tasks.copy_seals": "Salin segel riwayat ke luar",
    "backups.tasks.run_waiting": "Buat cadangan",
    "integrity.tasks.look_at_shares": "Periksa keutuhan data",
    "norms.tasks.sweep_kept": "Hapus data yang masa simpannya lewat",
    "norms.tasks.sweep_arrivals": "Hapus kiriman yang tidak jadi diambil",
    "integrity.tasks.scan_later": "Periksa virus pada berkas yang belum diperiksa",
    "accounts.tasks.end_unseen_codes": "Akhiri kode pemulihan yang tidak dilihat",
    "accounts.tasks.count_rooms": "Hitung ruang berkas instansi",
    "events.tasks.enter_reads": "Catat siapa membaca apa",
}


class Run(NamedTuple):
    """One piece of recurring work: when it last ended, whether it is late or broke off."""

    task: str
    label: str
    ended_at: object
    is_late: bool
    error: str


def runs():
    """Each piece of recurring work with its last run; while it is maintained none is late."""
    waits = maintenance.current() is not None
    jobs = {job.task: job for job in Job.objects.all()}
    for entry in app.conf.beat_schedule.values():
        task = entry["task"]
        job = jobs.get(task)
        yield Run(
            task,
            JOBS.get(task, task),
            job and job.ended_at,
            not waits and is_late(entry["schedule"], job.ended_at if job else None),
            job.error if job and job.is_failing else "",
        )


def is_late(schedule, ended_at):
    """Should it have run again since? What never ran is not late: the portal may be new."""
    if ended_at is None:
        return False
    return maybe_schedule(schedule, app=app).remaining_estimate(ended_at) < -GRACE


def last_sweep():
    """When the sweep of every minute last ran, well or not; None if it never did."""
    sweep = Job.objects.filter(task=SWEEP).first()
    return max(filter(None, [sweep and sweep.ended_at, sweep and sweep.failed_at]), default=None)

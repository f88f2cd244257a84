"""Parts of the status page that run beside the pages: (what, tone, words, advice) of each."""

import ssl
from datetime import timedelta

from django.utils import timezone

from romantik.interface import clock_time, moment
from romantik.serving import maintenance
from romantik.watching import log_server, recurring

STANDS_STILL = timedelta(minutes=5)  # since the sweep that runs every minute
MAINTAINED = "Pemeliharaan"
BOTH = "Proses latar belakang dan penjadwal"


def maintained():
    """Whether the portal is read only, and whether somebody forgot to end that."""
    now = maintenance.current()
    if now is None:
        return
    advice = "Bila pekerjaannya selesai, jalankan manage.py maintenance end."
    if not now.is_overdue:
        yield MAINTAINED, "action", f"Portal hanya dapat dibaca. {now.reason}", advice
        return
    told = f"seharusnya selesai {moment(now.until)}" if now.until else "sudah lebih dari sehari"
    words = f"Belum diakhiri; {told}. Kiriman ditolak, surel dan pekerjaan berkala menunggu."
    yield MAINTAINED, "bad", words, advice


def workers(depth):
    """Worker and clock, told apart by the sweep of every minute and by what waits in the queue."""
    last = recurring.last_sweep()
    if maintenance.current():
        yield BOTH, "action", "Menunggu sampai pemeliharaan diakhiri.", ""
    elif last is None:
        advice = (
            "Tunggu dua menit, lalu periksa lagi. Bila tetap begini, jalankan lagi proses latar."
        )
        yield BOTH, "action", "Belum ada tugas yang selesai.", advice
    elif timezone.now() - last < STANDS_STILL:
        words = f"Bekerja; terakhir pukul {clock_time(last)}."
        yield "Proses latar belakang", "good", words, ""
        yield "Penjadwal", "good", "Bekerja.", ""
    else:
        yield standstill(depth, f"sejak {moment(last)}")


def standstill(depth, since):
    """Who is to blame: what waits in the queue tells worker from clock."""
    if depth is None:
        why = f"Tidak ada tugas yang selesai {since}; antrean tidak menjawab."
        return BOTH, "bad", why, "Pulihkan antrean lebih dahulu."
    if depth:
        advice = "Jalankan kembali proses latar belakang dan lihat catatannya (log)."
        return "Proses latar belakang", "bad", f"Tidak mengambil tugas {since}.", advice
    advice = "Jalankan kembali penjadwal; bila sudah berjalan, lihat catatan proses latar."
    return "Penjadwal", "bad", f"Tidak memberi tugas {since}.", advice


def log_lines():
    """Whether lines of the log reach the other machine, where one is set."""
    server = log_server.of_this_process()
    if server is None:
        return
    trouble = server.ask()
    if isinstance(trouble, ssl.SSLCertVerificationError):
        words = "Sertifikatnya tidak dipercaya mesin ini; tidak satu baris pun dikirim ke sana."
        advice = "Pasang akar sertifikatnya atau sebut di SSL_CERT_FILE, lalu jalankan ulang."
        yield "Server catatan", "bad", words, advice
    elif trouble:
        words = "Tidak menjawab. Catatan selama itu hanya ada di mesin portal."
        yield "Server catatan", "action", words, "Periksa server itu dan LOG_SERVER."
    else:
        yield "Server catatan", "good", "Menerima catatan portal.", ""

"""Visits as a table for spreadsheets."""

from django.utils import timezone

from files.cells import Table

AT_ONCE = 500
COLUMNS = (
    *("Tanggal", "Nomor antrean", "Lewat", "Layanan", "Nama", "Instansi", "Keperluan", "Kontak"),
    *("Datang", "Dipanggil", "Dilayani", "Selesai", "Status", "Hasil", "Petugas", "Pengajuan"),
)


def cells(visit, zone):
    """One line of the file."""
    moments = (visit.arrived_at, visit.called_at, visit.served_at, visit.ended_at)
    return (
        visit.day,
        visit.label if visit.number else "",
        visit.get_channel_display(),
        visit.get_service_display(),
        *(visit.name, visit.agency.name if visit.agency else visit.organization),
        *(visit.purpose, visit.contact),
        *(moment and _clock(moment, zone) for moment in moments),
        visit.get_state_display(),
        visit.get_outcome_display(),
        visit.served_by.name if visit.served_by else "",
        " ".join(submission.code for submission in visit.files.all()),
    )


def _clock(moment, zone):
    return timezone.localtime(moment, zone).time().replace(microsecond=0)


def table(visits, zone):
    """The visits as a table that is read while it is written."""
    read = visits.prefetch_related("files").iterator(chunk_size=AT_ONCE)
    return Table("Kunjungan", COLUMNS, (cells(visit, zone) for visit in read), wraps=False)

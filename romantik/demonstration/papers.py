"""The papers that agencies attach: one-page PDF files, made of a few lines of text."""

from django.core.files.uploadedfile import SimpleUploadedFile

PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def cover_letter(submission, agency):
    """The agency asks for a recommendation."""
    lines = [
        agency.name.upper(),
        agency.address,
        "",
        "Hal: Permohonan Rekomendasi Kegiatan Statistik",
        f"Yth. {submission.office.head_title}",
        "",
        "Dengan hormat, kami memberitahukan rencana kegiatan statistik berikut",
        "dan memohon rekomendasinya:",
        submission.title,
        "",
        "Contoh untuk peragaan; bukan surat yang sebenarnya.",
    ]
    return _paper("surat-pengantar.pdf", lines)


def instrument(submission, variables):
    """The questionnaire or worksheet, with the variables it asks for."""
    name = "kuesioner.pdf" if submission.kind == "survey" else "lembar-kerja.pdf"
    asked = [f"{n}. {row['name']}: ...................." for n, row in enumerate(variables, 1)]
    return _paper(name, [submission.title, "", *asked, "", "Contoh untuk peragaan."])


def schedule(submission):
    """The timetable."""
    lines = ["Jadwal kegiatan", submission.title, "", "Tahapan dan tanggal: lihat formulir."]
    return _paper("jadwal.pdf", lines)


def _paper(name, lines):
    return SimpleUploadedFile(name, _pdf(lines), content_type="application/pdf")


def _pdf(lines):
    """A whole PDF file of one page that any reader opens."""
    shown = b"\n".join(b"(%s) Tj T*" % _escaped(line) for line in lines)
    text = b"BT /F1 11 Tf 16 TL 56 780 Td\n%s\nET" % shown
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        FONT,
    ]
    file, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    )


def _escaped(line):
    text = line[:92].encode("cp1252", "replace")
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

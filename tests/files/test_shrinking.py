"""Without a script, too, whoever sends a file above the limit is told how it becomes smaller."""

import pytest
from django.urls import reverse

from files.sniffing import LARGEST_FILE
from tests.submissions import upload


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("laporan.pdf", "Pindai lagi dengan 150 atau 200 dpi"),
        ("naskah.docx", "Kompres gambar di dalamnya"),
        ("tabel.xlsx", "Kompres gambar di dalamnya"),
        ("foto.jpg", "resolusi lebih rendah"),
    ],
)
def test_a_file_above_the_limit_is_refused_with_the_way_out(client, sari, draft, name, advice):
    client.force_login(sari)
    large = upload(name, b"%PDF-1.7" + b" " * LARGEST_FILE)
    page = client.post(
        reverse("attachments", args=[draft.code]), {"kind": "other", "file": large}
    ).content.decode()

    assert "lebih besar dari 10 MB" in page
    assert advice in page
    assert draft.revision.attachments.count() == 1

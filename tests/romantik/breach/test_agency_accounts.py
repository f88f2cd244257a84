"""A misused account of an agency: whom the pack names."""

import pytest

from tests.cast import make_agency, make_member
from tests.romantik.breach.test_breach import asking, clock, night, table, unpacked  # noqa: F401
from tests.submissions import make_examined

pytestmark = pytest.mark.django_db


def test_of_an_agencys_account_all_that_it_could_open_is_told(asking, night, sari, ratna):  # noqa: F811
    """What agencies read is not noted, so nobody can say that they did not."""
    colleague = make_member("Wahyu", agency=sari.agency)
    other = make_examined(make_member(agency=make_agency("Dinas Pasar")), ratna)

    pack = unpacked(asking(accounts=sari.email))

    lines = {line[2]: line for line in table(pack, "terdampak.csv")}
    contacts = night.revision.answers["contacts"]
    written = {value.lower() for key, value in contacts.items() if key.endswith("_email") and value}
    assert lines.keys() == {sari.email, colleague.email, *written}
    assert lines[colleague.email][1] == f"anggota {sari.agency.name}"
    assert "tidak tercatat apakah dibuka" in lines[colleague.email][3]
    assert lines[colleague.email][4:] == [
        *(night.code, "2026-03-02 08:00:00 WITA", "2026-03-03 08:00:00 WITA")
    ]
    summary = pack["ringkasan.txt"].decode()
    assert f"Dapat dibuka        : 1 pengajuan oleh akun instansi: {night.code}" in summary
    assert other.code not in summary
    assert table(unpacked(asking(accounts=sari.email, files=other.code)), "terdampak.csv") == []

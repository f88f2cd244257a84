"""A file with three rounds of thirty notes and a table of 100 rows: what its pages cost.

.venv/bin/python bench/file.py            (TEST_DATABASE_URL=postgres://… for PostgreSQL)
"""

import sys

from ground import cpu_milliseconds, fresh_database, verdict

QUERIES = 20
MILLISECONDS = {"submission": 40, "examination": 60, "changes": 45}
KILOBYTES = {"submission": 150, "examination": 150, "changes": 150}


def furnish():
    """Three rounds: notes on questions and rows, answered; rows moved and changed each time."""
    from tests.cast import make_agency, make_member, make_office, make_staff
    from tests.submissions import make_examined

    office = make_office()
    sari = make_member(agency=make_agency(office=office))
    ratna = make_staff("Ratna Dewanti", "examiner", office=office)
    rows = [
        {"name": f"Peubah {n}", "reference_period": "Setahun", "definition": f"Arti peubah {n}."}
        for n in range(100)
    ]
    survey = make_examined(sari, ratna, variables=rows)
    for number in range(3):
        for row in range(1, 21):
            place = {"question": "purpose.variables", "row": row, "column": "definition"}
            survey.notes.write(by=ratna, text=f"Jelaskan istilah ini ({row}).", **place)
        for key in survey.form.keys()[:10]:
            survey.notes.write(by=ratna, text="Periksa kembali.", question=key)
        survey.return_for_revision(by=ratna)
        rows = [rows[-1], *rows[:-1]]
        rows[50] = rows[50] | {"definition": f"Arti yang lain, putaran {number}."}
        survey.revision.store("purpose", {"variables": rows}, by=sari)
        for note in survey.notes.filter(state="open"):
            note.answer(by=sari, text="Sudah dijelaskan.")
        survey.submit(by=sari)
        survey.begin_examination(by=ratna)
    return survey, ratna


def main():
    """Print what each page costs; exit 1 where a goal is missed."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    with fresh_database():
        survey, ratna = furnish()
        client, reached = Client(), True
        client.force_login(ratna)
        for name, *more in (["submission"], ["examination"], ["changes", 4]):
            url = reverse(name, args=[survey.code, *more])
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                page = client.get(url)
                reached &= verdict(f"{name}: queries", len(queries), QUERIES, "queries")
            spent = cpu_milliseconds(lambda url=url: client.get(url))
            reached &= verdict(f"{name}: CPU, median of 5", spent, MILLISECONDS[name], "ms")
            weight = len(page.content) / 1000
            reached &= verdict(f"{name}: raw HTML", weight, KILOBYTES[name], "kB")
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    main()

"""A hundred rows pasted into the table of variables, two of them wrong: how long it takes to show
them and to take them.

.venv/bin/python bench/tables.py
"""

import sys
import time

from ground import fresh_database, verdict


def main():
    """Print the time of the answer; exit 1 where the goal is missed."""
    from django.test import Client
    from django.urls import reverse

    from tests.cast import make_agency, make_member, make_office
    from tests.submissions import make_draft

    with fresh_database():
        member = make_member(agency=make_agency(office=make_office()))
        draft, client = make_draft(member), Client()
        client.force_login(member)
        lines = [f"Peubah {n}\tSetahun\tKonsep {n}\tDefinisi peubah {n}." for n in range(100)]
        lines[6] = "x" * 300 + "\tSetahun"
        lines[41] = "y" * 300 + "\tSetahun"
        url = reverse("answers", args=[draft.code, "purpose"])
        typed = {
            "variables-paste": "\n".join(lines),
            "person": member.pk,
        }
        fine = True
        for verb, words in (("paste", "100 rows pasted: shown"), ("take", "and taken")):
            client.post(url, typed | {"rows": f"variables:{verb}"})
            before = time.perf_counter()
            page = client.post(url, typed | {"rows": f"variables:{verb}"})
            spent = time.perf_counter() - before
            print(f"page of {len(page.content) / 1000:.0f} kB")
            fine &= verdict(words, spent * 1000, 500, "ms")
        sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()

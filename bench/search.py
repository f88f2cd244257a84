"""The catalogue with generated activities: p95 of search and of *similar*, and what is found.

.venv/bin/python bench/search.py [ROWS]           (default 50,000; the goal is set for 1,000,000)
TEST_DATABASE_URL=postgres://… or bin/with-postgres for PostgreSQL, sqlite:///FILE for a file.
"""

import statistics
import sys
import time
from collections import Counter
from datetime import date

from country.titles import DEEDS, THINGS, Maker
from ground import fresh_database, verdict

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
AT_ONCE = 2000
ASKED = 100
SEARCH_GOAL, SIMILAR_GOAL, FOUND_GOAL = 120, 350, 95  # ms, ms, of a hundred

INFLECTED = {"pelayanan": "dilayani", "pengelolaan": "dikelola", "penyaluran": "disalurkan"}


def furnish(maker):
    """Fill the catalogue, each row with a submission of its own; returns the titles."""
    from requests_app.activities.search import index
    from requests_app.models import Activity, Submission, Word
    from tests.cast import make_agency, make_member, make_office

    member = make_member(agency=make_agency("Dinas Perikanan", office=make_office()))
    titles, spoken = [maker.title() for _ in range(ROWS)], Counter()
    for first in range(0, ROWS, AT_ONCE):
        numbered = list(enumerate(titles[first : first + AT_ONCE], first))
        submissions = [a_submission(number, title, member) for number, title in numbered]
        Submission.objects.bulk_create(submissions, batch_size=500)
        activities = []
        for one, (number, title) in zip(submissions, numbered, strict=True):
            texts = f"{title} {maker.description()}"
            spoken.update(Word.objects.words_of(texts))
            activities.append(Activity(submission=one, **facts(number, title, texts)))
        Activity.objects.bulk_create(activities, batch_size=500)
    Word.objects.learn_all(spoken)
    index.renew()
    return titles


def a_submission(number, title, member):
    """A recommended submission with that number, not stored yet."""
    from django.utils import timezone

    from requests_app.models import Submission

    now = timezone.now()
    return Submission(
        code=f"B{number:07}",
        edition="fs3_2021",
        title=title,
        state="recommended",
        agency=member.agency,
        office=member.agency.office,
        created_by=member,
        submitted_at=now,
        decided_at=now,
        identity=identity_of(number),
    )


def identity_of(number):
    return f"V-{number // 100_000:02}.6302.{number:07}"


def facts(number, title, texts):
    """What the catalogue keeps of that submission."""
    from editions.indonesian.likeness import title_stems
    from editions.indonesian.stems import stems

    facets = f"jenis:survey tahun:{title[-4:]} provinsi:63 sektor:{number % 22 + 1}"
    return {
        "code": identity_of(number),
        "edition": "fs3_2021",
        "title": title,
        "agency_name": "Dinas Perikanan",
        "office_name": "BPS Kabupaten Kotabaru",
        "year": int(title[-4:]),
        "regions": ["63", "6302"],
        "letter_number": "B-1",
        "letter_dated_on": date(2026, 3, 16),
        "series": f"{number}",
        "facets": facets,
        "title_stems": " ".join(title_stems(title)),
        "search_stems": " ".join(dict.fromkeys([*stems(texts), *facets.split(), "semua:"])),
    }


def spoiled(title, generator):
    """The title with one letter dropped, two words swapped, or a word in another form."""
    words = title.split()
    way = generator.choice(("letter", "order", "form"))
    if way == "letter":
        place = generator.choice([at for at, word in enumerate(words[:-1]) if len(word) > 4])
        letter = generator.randrange(1, len(words[place]))
        words[place] = words[place][:letter] + words[place][letter + 1 :]
    elif way == "order":
        place = generator.randrange(1, len(words) - 2)
        words[place], words[place + 1] = words[place + 1], words[place]
    else:
        words[1] = INFLECTED.get(words[1].lower(), f"di{words[1].lower()}")
    return " ".join(words)


def questions(maker, titles):
    """What people type: one, two or three words, some of them common; some facets."""
    pick, whole = maker.generator.choice, maker.generator.choice
    for number in range(ASKED):
        title = whole(titles).split()
        words = [[pick(DEEDS)], [pick(DEEDS), pick(THINGS)], title[1:4], title[:-1]][number % 4]
        yield " ".join(words), [("tahun", "2020")] if number % 5 == 0 else []


class Watch:
    """Times of one kind of question; the own CPU besides, which a busy machine cannot spoil."""

    def __init__(self, name, goal):
        self.name, self.goal, self.wall, self.cpu = name, goal, [], []

    def time(self, work):
        """Do the work and keep what it took; returns what it gave."""
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        self.wall.append((time.perf_counter() - wall) * 1000)
        self.cpu.append((time.process_time() - cpu) * 1000)
        return result

    def report(self):
        """Print the times and whether the goal is reached."""
        p50, p95 = statistics.median(self.wall), _p95(self.wall)
        own = f"own CPU p50 {statistics.median(self.cpu):.1f}, p95 {_p95(self.cpu):.1f} ms"
        print(f"{self.name}: p50 {p50:.1f} ms, longest {max(self.wall):.1f} ms, {own}")
        name = f"{self.name}, 95th percentile of {len(self.wall)}"
        return verdict(name, p95, self.goal, "ms")


def _p95(spent):
    return sorted(spent)[int(len(spent) * 0.95)]


def main():
    """Print times and quality; exit 1 where a goal is missed."""
    from requests_app.models import Activity
    from requests_app.models.activities.like import Wanted

    maker = Maker()
    with fresh_database():
        begun = time.perf_counter()
        titles = furnish(maker)
        print(f"{ROWS:,} activities made in {time.perf_counter() - begun:.0f} s")
        newest = Watch("search, newest first", SEARCH_GOAL)
        best = Watch("search, best match", SEARCH_GOAL)
        for text, facets in questions(maker, titles):
            newest.time(lambda t=text, f=facets: Activity.objects.search(t, f))
            best.time(lambda t=text, f=facets: Activity.objects.search(t, f).best_first())
        like, by_search, by_similar = Watch("similar", SIMILAR_GOAL), 0, 0
        for title in [maker.generator.choice(titles) for _ in range(ASKED)]:
            typed = spoiled(title, maker.generator)
            likes = like.time(lambda t=typed: Activity.objects.similar(Wanted(t)))
            by_similar += title in [one.activity.title for one in likes]
            first = Activity.objects.search(typed).best_first()[:10]
            by_search += title in [row.title for row in Activity.objects.in_bulk(first).values()]
        outcomes = [watch.report() for watch in (newest, best, like)]  # all are printed
        reached = all(outcomes)
        for name, count in (("similar", by_similar), ("search", by_search)):
            word = "ok" if count >= FOUND_GOAL else "MISSED"
            print(f"spoiled titles found by {name}: {count} of {ASKED}, goal {FOUND_GOAL}: {word}")
            reached &= count >= FOUND_GOAL
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    main()

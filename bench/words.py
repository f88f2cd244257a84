"""Forms of Indonesian words: what is found, what is mistaken, how long a title takes.

.venv/bin/python bench/words.py
"""

import sys
import time

from ground import verdict

TITLE = "Survei Kepuasan Pengunjung atas Pelayanan Penangkapan Ikan Kabupaten Kotabaru Tahun 2026"
TIMES, TITLE_GOAL = 2000, 100  # µs, once its words are known


def main():
    """Print recall, what is mistaken and the time; exit 1 where a goal is missed."""
    from editions.indonesian.roots import ROOTS, root
    from editions.indonesian.stems import stems
    from tests.editions.indonesian.word_pairs import (
        FEWEST_FOUND,
        MOST_MISTAKEN,
        pairs,
        share_of_one,
    )

    same, others = pairs()
    (found, joined), (mistaken, wrong) = share_of_one(same), share_of_one(others)
    missed = [pair for pair in same if pair not in joined]
    print(f"{len(ROOTS):,} words listed")
    print(f"{found:.1%} of {len(same)} pairs found, goal {FEWEST_FOUND:.0%}; missed: {missed}")
    print(f"{mistaken:.1%} of {len(others)} mistaken, goal {MOST_MISTAKEN:.0%}: {wrong}")
    known = list({word for pair in same + others for word in pair})
    root.cache_clear()
    begun = time.process_time()
    for word in known:
        root(word)
    print(f"a new word: {(time.process_time() - begun) / len(known) * 1e6:.0f} µs")
    begun = time.process_time()
    for _ in range(TIMES):
        stems(TITLE)
    spent = (time.process_time() - begun) / TIMES * 1e6
    fine = verdict("the stems of a title, its words known", spent, TITLE_GOAL, "µs")
    sys.exit(0 if fine and found >= FEWEST_FOUND and mistaken <= MOST_MISTAKEN else 1)


if __name__ == "__main__":
    main()

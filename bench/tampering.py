"""Two hundred single bytes of an issued letter changed, each checked as the public page does.

    .venv/bin/python bench/tampering.py [bytes]

The letter is issued by the portal; each changed file goes through the whole check, in its limited
process. Not one may pass as genuine, and none may be called somebody else's sound letter.
"""

import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from django.conf import settings
from ground import fresh_database

SEED = 6302
RIGHT = {"EXTENDED", "ALTERED", "UNKNOWN", "NOT_PDF", "UNSIGNED"}


def main(count):
    """Print what the check said of them all; whether every word was right."""
    from letters.checking.files import FileFinding, check_file

    with fresh_database(), tempfile.TemporaryDirectory() as folder:
        settings.STORAGES["default"]["OPTIONS"]["location"] = Path(folder)
        settings.PRIVATE_ROOT = Path(folder)
        document = issued()
        assert check_file(document).finding is FileFinding.GENUINE  # noqa: S101  else nothing is told
        chance, said, took = random.Random(SEED), Counter(), []
        intact = 0
        for place in chance.sample(range(len(document)), count):
            changed = bytearray(document)
            changed[place] ^= 1 << chance.randrange(8)
            begun = time.perf_counter()
            check = check_file(bytes(changed))
            took.append(time.perf_counter() - begun)
            said[check.finding.name] += 1
            intact += any(one.intact and one.whole_file for one in check.inspection.signatures)
    print(f"{count} bytes of {len(document):,}: {dict(said)}; {intact} signatures called intact")
    print(f"median {statistics.median(took):.2f} s, longest {max(took):.2f} s")
    return said.keys() <= RIGHT


def issued():
    """The bytes of a letter that a head has signed."""
    from letters.models import Certificate
    from letters.signing.demonstration import PASSPHRASE
    from tests.cast import appoint, make_agency, make_member, make_staff
    from tests.submissions import make_proposed

    head, examiner = make_staff("Hasan Basri", "head"), make_staff("Ratna Dewanti", "examiner")
    appoint(head)
    Certificate.objects.give_trial(head)
    letter = make_proposed(make_member(agency=make_agency()), examiner).letters.get()
    letter = letter.take_up(by=head)
    letter.attempts.sign(by=head, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)
    return letter.document()


if __name__ == "__main__":
    reached = main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    print("every word was right" if reached else "A WRONG WORD")
    sys.exit(not reached)

"""Signing beside bare pyHanko, and memory: does a process that draws and signs letters grow?

    .venv/bin/python bench/signing.py [letters]

Bare is pyHanko in this very process with the same key, kept; ours is the signing session with its
child process, its pipes and its limits. RSA-3072, one page. Then letters are drawn, signed and
verified one after the other, and the memory after the last is held against that after a hundred.
"""

import resource
import statistics
import sys
import time
from pathlib import Path

from ground import verdict

DEARER, GROWN = 1.3, 1.1
TIMES = 21
SECRET = "frasa-sandi-uji"  # noqa: S105
PURPOSE = {"name": "Ahmad Yani", "reason": "Surat", "location": "Kotabaru", "room": 0}


def main(count):
    """Print both; whether both goals are reached."""
    from cryptography.hazmat.primitives.asymmetric import rsa

    from letters.page import pdf
    from tests.letters.authority import Authority
    from tests.letters.test_pdf import CONTENT

    authority = Authority()
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    person = authority.person("Ahmad Yani", key=key)
    pages = [pdf.render(CONTENT | {"number": f"B-{n}"}, draft=False) for n in range(TIMES)]
    cheap = beside_bare(person, key, pages)
    return all([cheap, memory(person, count, [authority.certificate])])


def beside_bare(person, key, pages):
    """Is a signature of the session hardly dearer than pyHanko's own?"""
    from letters.archive import digest_of
    from letters.signing import SigningPurpose
    from letters.signing.signers.pkcs12 import Pkcs12Signer

    sys.path.insert(0, str(Path("letters/signing/child").resolve()))
    import key_file
    import pades

    kept = key_file.key_signer(key, person.certificate, [])
    signer = Pkcs12Signer(person.container(SECRET.encode()))
    bare, ours = [], []
    digests = [digest_of(page) for page in pages]
    with signer.session(secret=SECRET, digests=digests) as session:
        for page in pages:  # in turn, so that both meet the same machine
            bare.append(seconds(lambda page=page: pades.sign_pdf(page, kept, PURPOSE)))
            ours.append(seconds(lambda page=page: session.sign(page, SigningPurpose(**PURPOSE))))
    one, other = statistics.median(ours[1:]), statistics.median(bare[1:])
    print(f"ours {one * 1000:.0f} ms, bare pyHanko {other * 1000:.0f} ms")
    return verdict("a signature against bare pyHanko", one / other, DEARER, "times")


def memory(person, count, roots):
    """Does the process stay as it is?"""
    from letters import archive
    from letters.page import pdf
    from letters.signing import SigningPurpose
    from letters.signing.signers.pkcs12 import Pkcs12Signer
    from letters.signing.verifying import seal_of
    from tests.letters.test_pdf import CONTENT

    signer, held = Pkcs12Signer(person.container(SECRET.encode())), []
    for start in range(0, count, 100):  # a sitting has at most a hundred
        numbers = range(start, start + 100)
        pages = [pdf.render(CONTENT | {"number": f"B-{n}"}, draft=False) for n in numbers]
        digests = [archive.digest_of(page) for page in pages]
        with signer.session(secret=SECRET, digests=digests) as session:
            for page in pages:
                assert seal_of(session.sign(page, SigningPurpose(**PURPOSE)), roots).intact  # noqa: S101
        held.append(resident())
    print(f"MB after each hundred letters: {held}")
    return verdict("memory against that after 100", held[-1] / held[0], GROWN, "times")


def seconds(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def resident():
    """What this process holds now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))

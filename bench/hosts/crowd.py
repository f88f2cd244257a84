"""One who files, one who examines, one who signs, two who read: through the balancer."""

import queue
import threading
import time
import urllib.request
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.answers import fpkpa_answers
from tests.ops.walk import HOST, PASSPHRASE, DistantPerson
from tests.submissions import upload

PAGES = ("/", "/katalog/", "/standar-pelayanan/")
PAUSE = 0.3
PATIENCE = 30


class Crowd:
    """What was acknowledged, and what was not answered as it should."""

    def __init__(self, portal):
        self.portal, self.over = portal, threading.Event()
        self.failed, self.submitted, self.signed, self.answers = [], [], [], 0
        self.to_examine, self.to_sign = queue.Queue(), queue.Queue()
        stack = SimpleNamespace(address=portal.address)
        hasan = DistantPerson(stack, "hasan@bps.example.go.id")
        container = portal.authority.container_for("Hasan Basri", PASSPHRASE.encode())
        hasan.open("certificate").press(
            "Periksa dan simpan",
            container=SimpleUploadedFile("kunci.p12", container),
            passphrase=PASSPHRASE,
        )
        yusuf = DistantPerson(stack, "yusuf@example.go.id")
        ratna = DistantPerson(stack, "ratna@bps.example.go.id")
        for person in (hasan, yusuf, ratna):
            self.count(person)
        deeds = (
            lambda: self.file(yusuf),
            lambda: self.examine(ratna),
            lambda: self.sign(hasan),
            self.read,
            self.read,
        )
        self.threads = [threading.Thread(target=self.go_on, args=[deed]) for deed in deeds]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *problem):
        self.over.set()
        for thread in self.threads:
            thread.join(120)

    def __str__(self):
        return (
            f"{self.answers} answers, {len(self.failed)} failed, {len(self.submitted)} submitted, "
            f"{len(self.signed)} signed"
        )

    def count(self, person):
        """Each request of that person is an answer, or a failure that is told."""
        bare = person.client._ask

        def asked(*words, **named):
            answer = bare(*words, **named)
            self.answers += 1
            if answer.status_code >= 500:
                self.failed.append(f"{answer.status_code} {words[:2]}")
            return answer

        person.client._ask = asked

    def go_on(self, deed):
        while not self.over.is_set():
            try:
                deed()
            except queue.Empty:
                pass
            except Exception as problem:
                self.failed.append(f"{type(problem).__name__}: {problem}"[:300])
            time.sleep(PAUSE)

    def read(self):
        for page in PAGES:
            headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.9"}
            asked = urllib.request.Request(self.portal.address + page, headers=headers)  # noqa: S310
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
                answer.read()
            self.answers += 1

    def file(self, yusuf):
        yusuf.open("submission_new").press("Buat draf", edition="fpkpa_2021")
        file = SimpleNamespace(code=yusuf.address.split("/")[2])
        for block, answers in fpkpa_answers().items():
            yusuf.fill_in(file, block, answers)
        yusuf.press("Unggah", kind="cover_letter", file=upload())
        yusuf.open("answers_review", file.code)
        why = {box["name"]: "Sudah dibicarakan." for box in yusuf.page.select("[name^=alasan-]")}
        yusuf.press("Ajukan", **why)
        if yusuf.heading != "Tanda terima pengajuan":
            raise AssertionError(f"not submitted: {yusuf.text[:200]}")
        self.submitted.append(file.code)
        self.to_examine.put(file.code)

    def examine(self, ratna):
        code = self.to_examine.get_nowait()
        ratna.open("submission", code).press("Mulai memeriksa")
        ratna.open("decision", code)
        ratna.press("Kirim usulan kepada Kepala", verdict="recommend")
        self.to_sign.put(code)

    def sign(self, hasan):
        code = self.to_sign.get_nowait()
        hasan.open("issuance", code).press("Siapkan untuk ditandatangani")
        hasan.press("Tanda tangani", passphrase=PASSPHRASE)
        if "sudah ditandatangani." not in hasan.text:
            raise AssertionError(f"not signed: {hasan.text[:200]}")
        self.signed.append(code)

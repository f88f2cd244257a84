"""One file from draft to signed letter through production, over HTTP, whatever runs it."""

import hashlib
import http.client
from http.cookies import SimpleCookie
from itertools import cycle
from types import SimpleNamespace
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.answers import fpkpa_answers
from tests.ops.conftest import wait_until
from tests.stories.person import Person
from tests.submissions import upload

HOST = "romantik.example.go.id"
PASSWORD = "ikan-asin-dan-bawang-7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSPHRASE, MISTYPED = "frasa-milik-kepala", "frasa-milik-siapa"
PEOPLE = f"""
from django.utils import timezone
from allauth.mfa.totp.internal.auth import TOTP
from accounts.models import Agency, Office, Role, StaffRole, User
from letters.models import Mandate
office, now = Office.objects.get(code="6302"), timezone.now()
agency = Agency.objects.create(
    name="Dinas Kesehatan Kabupaten Kotabaru", address="Jalan Contoh Sehat Nomor 7, Kotabaru",
    region=office.region, phone="0518-000223", email="", office=office,
    state="approved", confirmed_at=now, decided_at=now)
def person(email, name, role=None, **facts):
    user = User.objects.create_user(email, "{PASSWORD}", name=name, **facts)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    if role:
        StaffRole.objects.create(user=user, role=role)
    if "office" in facts:
        TOTP.activate(user, "{SECRET}")
person("yusuf@example.go.id", "Yusuf Maulana", agency=agency, is_agency_admin=True)
person("ratna@bps.example.go.id", "Ratna Dewanti", Role.EXAMINER, office=office)
person("hasan@bps.example.go.id", "Hasan Basri", office=office, position="Kepala")
Mandate.objects.appoint(by=None, office=office, person=User.objects.get(name="Hasan Basri"),
    kind="definitive", post=office.head_title, starts_on=office.today(), deed="Kep. contoh")
"""


class Line:
    """Talks HTTP to the stack as the office's reverse proxy does, and keeps the cookies.

    Of several hosts each is asked in turn, as by a balancer that remembers nobody.
    """

    def __init__(self, *addresses):
        self.servers = cycle(urlsplit(address).netloc for address in addresses)
        self.cookies = SimpleCookie()

    def get(self, path, follow=True):
        """Fetch a page."""
        return self._ask("GET", path)

    def post(self, path, data, follow=True):
        """Send a form."""
        body = encode_multipart(BOUNDARY, data)
        return self._ask("POST", path, body, {"Content-Type": MULTIPART_CONTENT})

    def _ask(self, method, path, body=None, headers=None, redirects=()):
        connection = http.client.HTTPConnection(next(self.servers), timeout=30)
        connection.request(method, path, body, self._headers() | (headers or {}))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.load(line)
        if answer.status in (301, 302, 303):
            place = urlsplit(answer.headers["Location"])
            target = place.path + (f"?{place.query}" if place.query else "")
            return self._ask("GET", target, redirects=(*redirects, (target, answer.status)))
        return SimpleNamespace(
            status_code=answer.status,
            content=content,
            redirect_chain=redirects,
            request={"PATH_INFO": path},
        )

    def _headers(self):
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())
        return {
            "Host": HOST,
            "Referer": f"https://{HOST}/",
            "Cookie": cookies,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.7",
        }


class DistantPerson(Person):
    """Somebody who uses the portal from elsewhere, and logs in as everybody must."""

    def __init__(self, stack, email):
        self.client = Line(*getattr(stack, "addresses", [stack.address]))
        self.open("account_login").press("Masuk", login=email, password=PASSWORD)
        if self.page.find("input", {"name": "code"}):
            self.press("Masuk", code=code_of_now())
        assert self.page.find(class_="person-name"), self.text


def code_of_now():
    """What an authenticator shows now."""
    counter = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(SECRET, counter[len(counter) // 2]))


def make_people(stack):
    """Make an agency's member, an examiner and the head by hand in the same database."""
    made = stack.run("shell", "-v", "0", "-c", PEOPLE)
    assert made.returncode == 0, made.stderr


def walk_to_a_signed_letter(stack, mail_server, authority):
    """Go from draft to signed letter, and return the code of the file."""
    # The head keeps his own certificate, issued under the root that the settings name
    hasan = DistantPerson(stack, "hasan@bps.example.go.id")
    container = authority.container_for("Hasan Basri", PASSPHRASE.encode())
    hasan.open("certificate").press(
        "Periksa dan simpan",
        container=SimpleUploadedFile("kunci.p12", container),
        passphrase=PASSPHRASE,
    )
    assert "Sertifikat Hasan Basri disimpan dan siap dipakai." in hasan.text

    # The agency files
    yusuf = DistantPerson(stack, "yusuf@example.go.id")
    yusuf.open("submission_new").press("Buat draf", edition="fpkpa_2021")
    compilation = SimpleNamespace(code=yusuf.address.split("/")[2])
    for block, answers in fpkpa_answers().items():
        yusuf.fill_in(compilation, block, answers)
    yusuf.press("Unggah", kind="cover_letter", file=upload())
    yusuf.open("answers_review", compilation.code)
    why = {box["name"]: "Sudah dibicarakan." for box in yusuf.page.select("[name^=alasan-]")}
    yusuf.press("Ajukan", **why)
    assert yusuf.heading == "Tanda terima pengajuan"

    # The office examines, proposes and signs
    ratna = DistantPerson(stack, "ratna@bps.example.go.id")
    ratna.open("submission", compilation.code).press("Mulai memeriksa")
    ratna.open("decision", compilation.code)
    ratna.press("Kirim usulan kepada Kepala", verdict="recommend")
    hasan.open("issuance", compilation.code).press("Siapkan untuk ditandatangani")
    hasan.press("Tanda tangani", passphrase=MISTYPED)
    assert "Kata sandi sertifikat salah" in hasan.text
    hasan.press("Tanda tangani", passphrase=PASSPHRASE)
    assert "sudah ditandatangani." in hasan.text
    assert "UJI" not in hasan.text

    # The worker delivers: the letter that arrives is the one that the agency downloads
    mail = wait_until(lambda: letter_in(mail_server.mails))
    (attached,) = mail.iter_attachments()
    yusuf.open("letter", compilation.code).follow("Unduh surat")
    assert attached.get_content() == yusuf.response.content
    assert mail["To"] == "yusuf@example.go.id"

    # Anybody may check it: genuine and in force
    yusuf.open("letter", compilation.code).follow("Halaman keaslian surat")
    assert "Surat ini asli dan berlaku" in yusuf.text
    assert hashlib.sha256(attached.get_content()).hexdigest() in yusuf.text

    # The book of what happened is whole
    verified = stack.run("verify_events")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    return compilation.code


def letter_in(mails):
    """The mail that brings a PDF, once it is there."""
    brought = [mail for mail in mails if any(True for _ in mail.iter_attachments())]
    return brought[0] if brought else None

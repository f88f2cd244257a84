"""The client of BSrE's e-sign service, API v2: the document goes out, the signed one comes back.

As public clients use it; every answer is checked by the portal, none is believed. A call has two
parts that fail differently: before the connection stands nothing has been sent, after that only a
clear refusal (4xx) says that nothing was signed.
"""

import base64
import http.client
import json
import ssl

from refusal import RefusalError

LARGEST_FILE = 0
UNEXPECTED = "outcome_unknown"
CONNECT, READ = 5, 60  # seconds
LARGEST_ANSWER = 20 * 1024 * 1024
TRIAL = {"reason": "Uji sertifikat", "location": ""}
# What the service says of a person, and what it says when it refuses.
WORDS = {
    "ISSUE": "",
    "EXPIRED": "expired",
    "RENEW": "expired",
    "SUSPEND": "revoked",
    "REVOKE": "revoked",
    "NEW": "not_registered",
    "WAITING_FOR_VERIFICATION": "not_registered",
    "NO_CERTIFICATE": "not_registered",
    "NOT_REGISTERED": "not_registered",
}
CODES = {2011: "not_registered", 2031: "wrong_secret"}
TEXTS = {
    "itextpdf": "bad_document",
    "expired": "expired",
    "kedaluwarsa": "expired",
    "kadaluarsa": "expired",
    "revoke": "revoked",
    "dicabut": "revoked",
}


def open_session(opening):
    """Ask whether the person can sign, before anything is sent that counts."""
    session = Session(opening)
    session.require_issued()
    return session


def inspect(opening):
    """Sign a sheet of trial; return it, and what the service concludes of it."""
    session = open_session(opening)
    try:
        signed = session.sign(base64.b64decode(opening["sheet"]), TRIAL)
    except RefusalError as refusal:
        lost = str(refusal) == "outcome_unknown"  # a sheet that nobody needs may be lost
        raise RefusalError("unavailable" if lost else str(refusal)) from refusal
    text = base64.b64encode(signed).decode()
    return {"document": text, "conclusion": session.conclusion(text)}


class Session:
    """Signs with a person's key at the service."""

    def __init__(self, opening):
        service = opening["service"]
        self.host, self.port, self.path = service["host"], service["port"], service["path"]
        self.reading = service.get("reading", READ)
        self.trust = ssl.create_default_context(cafile=service["roots"] or None)
        credentials = f"{service['user']}:{service['password']}".encode()
        self.credentials = "Basic " + base64.b64encode(credentials).decode()
        name = "email" if "@" in opening["account"] else "nik"
        self.person = {name: opening["account"]}
        self.secret = opening["secret"]

    def require_issued(self):
        """Refuse whoever has no certificate in force."""
        code, answer = self.call("user/check/status", self.person, lost="unavailable")
        if code != 200:
            raise RefusalError(reason_of(code, answer, lost="unavailable"))
        word = str(answer.get("status", "")).upper()
        if reason := WORDS.get(word, "refused"):
            raise RefusalError(reason)

    def sign(self, document, purpose):
        """Return the document as the service gives it back."""
        request = self._request(document, purpose)
        code, answer = self.call("sign/pdf", request, lost="outcome_unknown")
        if code != 200:
            raise RefusalError(reason_of(code, answer, lost="outcome_unknown"))
        try:
            (file,) = answer["file"]
            return base64.b64decode(file, validate=True)
        except (KeyError, TypeError, ValueError) as error:
            raise RefusalError("outcome_unknown") from error

    def _request(self, document, purpose):
        described = {
            "tampilan": "INVISIBLE",
            "reason": purpose["reason"],
            "location": purpose["location"],
        }
        return self.person | {
            "passphrase": self.secret,
            "signatureProperties": [described],
            "file": [base64.b64encode(document).decode()],
        }

    def conclusion(self, text):
        """What the service says of a signed file; it judges nothing here."""
        code, answer = self.call("verify/pdf", {"file": text}, lost="unavailable")
        said = (answer.get("conclusion"), answer.get("description"))
        return ": ".join(str(part) for part in said if part)[:255] if code == 200 else ""

    def call(self, name, request, *, lost):
        """One call: the code of the answer and its JSON; `lost` is the failure once it is sent."""
        connection = http.client.HTTPSConnection(
            self.host, self.port, timeout=CONNECT, context=self.trust
        )
        try:
            connection.connect()
        except (OSError, http.client.HTTPException) as error:
            raise RefusalError("unavailable") from error
        headers = {"Authorization": self.credentials, "Content-Type": "application/json"}
        try:
            connection.sock.settimeout(self.reading)
            body = json.dumps(request).encode()
            connection.request("POST", f"{self.path}/api/v2/{name}", body, headers)
            response = connection.getresponse()
            raw = response.read(LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            raise RefusalError(lost) from error
        finally:
            connection.close()
        return response.status, self._parsed(response, raw, lost)

    def _parsed(self, response, raw, lost):
        if 300 <= response.status < 500:  # refused, whatever it is that says so
            lost = ""
        if response.status >= 500 or len(raw) > LARGEST_ANSWER:
            raise RefusalError(lost or "refused")
        try:
            if response.headers.get_content_type() == "application/json":
                answer = json.loads(raw)
                if isinstance(answer, dict):
                    return answer
        except ValueError:
            pass
        raise RefusalError(lost or "refused")


def reason_of(code, answer, *, lost):
    """The failure that a refusal of the service stands for; `lost` if it is not a clear one."""
    if code not in (400, 404, 422):
        return "refused" if 300 <= code < 500 else lost
    number = str(answer.get("status_code", ""))
    if number.isdecimal() and int(number) in CODES:
        return CODES[int(number)]
    text = str(answer.get("error", "")).lower()
    return next((reason for word, reason in TEXTS.items() if word in text), "refused")

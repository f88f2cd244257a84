"""What is bad is mailed to the admins: at once, then daily, then that it is well again.

The mail goes straight to the mail server, past outbox and queue; what was told, and to whom, is
kept in a file, so that a lost database or queue is told, too.
"""

import json
import logging
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, InterfaceError, connection
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from accounts.models import Office, Role, User
from romantik import status
from romantik.patience import within
from romantik.serving import maintenance
from romantik.watching import recurring
from romantik.watching.parts import MAINTAINED

logger = logging.getLogger(__name__)
AGAIN = timedelta(days=1)
SOON = 5  # seconds that the database may take to answer the first question
AWAY = status.Health(
    "Basis data",
    "bad",
    "Tidak menjawab. Pengguna membaca bahwa portal sedang terganggu.",
    "Jalankan kembali PostgreSQL; portal pulih sendiri.",
)
UNSEEN = status.Health(
    "Status portal",
    "bad",
    "Tidak dapat diperiksa, sehingga gangguan lain tidak terlihat.",
    "Buka Status portal, dan baca sebabnya pada catatan layanan watch.",
)
unkept = {}  # what this process told and could not write down: the disk is full


def look():
    """Look at every office once; return how many parts are bad, and whether all was told."""
    now = maintenance.current()
    if (now and not now.is_overdue) or maintenance.is_just_over():
        return 0, True
    with kept() as memory:
        watched = watch(memory)
        told = [tell(memory, code, bad) for code, bad in watched.items()]
    return sum(map(len, watched.values())), all(told)


def watch(memory):
    """What is bad in each office, by its code; whom to tell is noted while it can be asked."""
    try:
        with within(SOON), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        offices = list(Office.objects.open())
        memory["admins"] = {office.code: addresses_of(office) for office in offices}
        return {office.code: whatever_is_bad(office) for office in offices}
    except (DatabaseError, InterfaceError) as problem:
        logger.error("the database does not answer: %s", type(problem).__name__)
        return {code: {AWAY.what: AWAY} for code in memory["admins"]}


def whatever_is_bad(office):
    """A part that cannot even be looked at must not keep the others' alarms back."""
    try:
        return bad_parts(office)
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        logger.exception("the parts of office %s cannot be looked at", office.code)
        return {UNSEEN.what: UNSEEN}


def addresses_of(office):
    """Where the admins of an office read their mail."""
    admins = User.objects.staff_of(office).with_role(Role.ADMIN).filter(is_active=True)
    return sorted(admins.values_list("email", flat=True))


def bad_parts(office):
    """The parts that do not work, one for each name; work that broke off or is late among them."""
    parts = [part for part in status.findings(office) if part.tone == "bad"]
    if late := [run.label for run in recurring.runs() if run.is_late or run.error]:
        words = f"Terlambat atau terputus: {', '.join(late)}."
        advice = "Buka Status portal; sebabnya tertulis di samping pekerjaannya."
        parts.append(status.Health("Pekerjaan berkala", "bad", words, advice))
    return {part.what: part for part in parts}


def tell(memory, code, bad):
    """Mail what is new, what is a day old again, and what is well again; whether that was sent."""
    alarms = memory["alarms"].setdefault(code, {})
    now = timezone.now()
    due = [what for what in bad if is_due(alarms.get(what), now)]
    unknown = bad.keys() & {AWAY.what, UNSEEN.what, MAINTAINED}  # the others were not looked at
    over = [] if unknown else [what for what in alarms if what not in bad]
    if not due and not over:
        return True
    if not send(memory["admins"].get(code, []), [bad[what] for what in bad], over, alarms):
        return False
    for what in over:
        del alarms[what]
    for what in due:
        since = alarms.get(what, {"since": now.isoformat()})["since"]
        alarms[what] = {"since": since, "told": now.isoformat()}
    return True


def is_due(alarm, now):
    """Never told, or a day ago."""
    return alarm is None or now - datetime.fromisoformat(alarm["told"]) >= AGAIN


def send(addresses, bad, over, alarms):
    """One mail to all admins of an office; False when the mail server does not take it."""
    since = {what: datetime.fromisoformat(alarm["since"]) for what, alarm in alarms.items()}
    rows = [{"part": part, "since": since.get(part.what)} for part in bad]
    told = {"rows": rows, "over": over, "portal": settings.PORTAL_URL, "now": timezone.now()}
    plain = Context(told, autoescape=False)
    text = get_template("romantik/alarm.txt").template.render(plain)
    subject = f"Portal terganggu: {', '.join(part.what for part in bad)}"
    if not bad:
        subject = f"Portal kembali baik: {', '.join(over)}"
    try:
        line = get_connection(timeout=settings.EMAIL_TIMEOUT)
        mail = EmailMessage(subject, text, to=addresses, connection=line)
        mail.extra_headers["Auto-Submitted"] = "auto-generated"
        sent = mail.send()
    except OSError as problem:  # SMTPException is one too
        kind = type(problem).__name__  # its words may name mailboxes
        logger.error("%s; not told, no mail server: %s", subject, kind)
        return False
    if not sent:
        logger.error("%s; not told, the office has no admin", subject)
    return True


@contextmanager
def kept():
    """What was told so far; what is changed inside is kept, whole or not at all."""
    place = settings.PRIVATE_ROOT / "alarms.json"
    try:
        read = unkept or json.loads(place.read_text(encoding="utf-8"))
        memory = {"admins": dict(read["admins"]), "alarms": dict(read["alarms"])}
    except (OSError, ValueError, KeyError, TypeError):
        memory = {"admins": {}, "alarms": {}}
    yield memory
    beginning = place.with_suffix(".new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beginning.unlink(missing_ok=True)
        beginning.touch(mode=0o600)
        beginning.write_text(json.dumps(memory), encoding="utf-8")
        beginning.rename(place)
        unkept.clear()
    except OSError as problem:
        unkept.update(memory)
        logger.error("what was told cannot be kept: %s", problem.strerror)

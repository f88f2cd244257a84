"""What a worker does with an import: some hundred rows at a time, each handful whole or not at all.

Between two handfuls others may write, and whoever looks sees how far it is. A worker that was
killed leaves nothing half done: another goes on where it was.
"""

import logging
from collections import Counter
from contextlib import contextmanager

from django.db import DatabaseError, models, transaction
from django.utils import timezone

from accounts.access import may_decide_for_all
from accounts.models import Role
from earlier import judging
from earlier.columns import guessed
from earlier.facts import Fault, identity_of
from earlier.models.line import Line, Taken
from earlier.reading import DAMAGED, Unreadable, read
from events.holding import hold
from events.recording import record
from events.refusals import NotAllowed, NotNow
from letters.models import Counter as Numbers
from letters.numbering import LETTER_REGISTER
from requests_app.activities import archive
from requests_app.models import Earlier, Resemblance, Submission

HANDFUL = 500
BROKEN = (
    "Portal tidak dapat membaca baris ini. Periksa isinya, lalu impor lagi berkas yang dibetulkan."
)
logger = logging.getLogger(__name__)


class Working(models.Model):
    """The work on an import, and the lock on it."""

    class Meta:
        abstract = True

    def work(self):
        """Go on until somebody has to say something, or all is done."""
        deeds = {
            self.State.READING: self._read,
            self.State.CHECKING: self._check,
            self.State.RUNNING: self._run,
            self.State.UNDOING: self._undo,
        }
        self.judge = judging.Judge(self.by, self.office_id)
        while True:
            with transaction.atomic():
                hold(self)
                state = self.state
                if state not in deeds:
                    return
                deeds[state]()
                self.moved_at = timezone.now()
                self.save()

    def give_up(self, *, moved_before):
        """Nothing has moved since then: back to where a person can decide, with what stands."""
        back = {
            self.State.READING: self.State.UNREADABLE,
            self.State.CHECKING: self.State.MAPPING,
            self.State.RUNNING: self.State.DONE,
            self.State.UNDOING: self.State.DONE,
        }
        with transaction.atomic():
            hold(self)
            if self.state in back and self.moved_at < moved_before:
                if self.state == self.State.READING:
                    self.document, self.problem = None, DAMAGED
                self._move_to(back[self.state])

    @contextmanager
    def _taking(self, by, *states):
        """Only who may import for it, and only from these states."""
        with transaction.atomic():
            hold(self)
            mine = by.office_id == self.office_id or may_decide_for_all(by)
            if not (by.has_role(Role.ADMIN) and mine):
                raise NotAllowed("Impor ini hanya dapat diteruskan oleh admin satuan kerja.")
            if self.state not in states:
                raise NotNow(f"Keadaan impor ini sudah berubah: {self.get_state_display()}.")
            yield

    def _move_to(self, state):
        self.state, self.done, self.moved_at = state, 0, timezone.now()
        self.save()

    # Reading

    def _read(self):
        document, self.document = bytes(self.document), None
        try:
            content = read(document, self.file_name)
        except Unreadable as why:
            self.state, self.problem = self.State.UNREADABLE, str(why)
            return
        self.is_records, self.headings = content.is_records, content.headings
        found = guessed(content.headings)
        if content.is_records:
            found = {name: content.headings[place] for name, place in found.items()}
        lines = [
            Line(brought_in=self, number=number, cells=cells) for number, cells in content.lines
        ]
        Line.objects.bulk_create(lines, batch_size=HANDFUL)
        self.mapping, self.total = found, len(lines)
        self.state = self.State.MAPPING

    # Checking

    def _check(self):
        lines = list(self.lines.filter(state=Line.State.NEW).order_by("number")[:HANDFUL])
        if not lines:
            self.state, self.done = self.State.CHECKED, 0
            return
        read = [(line, *self._judged(line)) for line in lines]
        good = self._joined_to_agencies([earlier for _, earlier, _ in read if earlier])
        taken = judging.taken([earlier.identity for earlier in good])
        alike = judging.alike(good)
        for line, earlier, faults in read:
            line.state, line.words = Line.State.FAULTY, [[f.column, f.sentence] for f in faults]
            if earlier:
                line.state, line.words = self._verdict(line, earlier, taken, alike)
        self._keep(lines)
        self.done += len(lines)

    def _judged(self, line):
        """As `Judge.read`; a row on which that breaks is told, for it would break every time."""
        try:
            return self.judge.read(line.row(self.mapping))
        except DatabaseError:
            raise
        except Exception:  # whatever it is, the other rows go on
            logger.exception("Import %s: row %s cannot be read.", self.pk, line.number)
            return None, [Fault("identity", BROKEN)]

    def _keep(self, lines):
        """What was found of these rows: those of which nothing is said in one statement."""
        told = [line for line in lines if line.words]
        Line.objects.bulk_update(told, ["state", "words"], batch_size=HANDFUL)
        for state in {line.state for line in lines if not line.words}:
            alike = [line.pk for line in lines if line.state == state and not line.words]
            Line.objects.filter(pk__in=alike).update(state=state, words=[])

    def _verdict(self, line, earlier, taken, alike):
        """State and words of a good row, by what is here and what stands above it in the file."""
        above = self._above()
        before = above.setdefault(earlier.identity, line.number)
        if earlier.identity in taken:
            return Line.State.DOUBLED, [
                ["identity", f"{earlier.identity} sudah ada di portal ini."]
            ]
        if before != line.number:
            words = f"{earlier.identity} sudah ada pada baris {before} berkas ini."
            return Line.State.DOUBLED, [["identity", words]]
        key = judging.likeness(earlier)
        other = alike.get(key) or above.setdefault(key, earlier.identity)
        if other == earlier.identity:
            return Line.State.READY, []
        words = f"Judul, instansi, dan tahunnya sama dengan {other}. Periksa apakah keduanya benar."
        return Line.State.WARNED, [["title", words]]

    def _above(self):
        """What the rows above say, `{identity: number, (series, year): identity}`; read once more
        where another worker has begun."""
        if not hasattr(self, "seen"):
            self.seen = {}
            states = (Line.State.READY, Line.State.WARNED)
            for line in self.lines.filter(state__in=states).iterator(chunk_size=HANDFUL):
                earlier, _ = self._judged(line)
                if earlier:
                    self._joined_to_agencies([earlier])
                    self.seen.setdefault(earlier.identity, line.number)
                    self.seen.setdefault(judging.likeness(earlier), earlier.identity)
        return self.seen

    def _joined_to_agencies(self, earliers):
        if not hasattr(self, "agencies"):
            self.agencies = judging.agencies_of(self.judge.offices)
        for earlier in earliers:
            earlier.agency = self.agencies.get((earlier.office_id, earlier.agency_key))
        return earliers

    # Importing

    def _run(self):
        if not self.has_begun:
            self._raise_counters()
            return
        lines = list(self.wanted().order_by("number")[:HANDFUL])
        if not lines:
            self._finish()
            return
        read = [(line, *self._judged(line)) for line in lines]
        taken = judging.taken([earlier.identity for _, earlier, _ in read if earlier])
        good = []
        for line, earlier, faults in read:
            if earlier is None or earlier.identity in taken:  # since it was checked, or just above
                line.state = Line.State.DOUBLED if earlier else Line.State.FAULTY
                line.words = [[fault.column, fault.sentence] for fault in faults] or [
                    ["identity", f"{earlier.identity} sudah ada di portal ini."]
                ]
            else:
                line.state, line.words = Line.State.TAKEN, []
                taken.add(earlier.identity)
                good.append((line, earlier))
        self._publish(good)
        self._keep(lines)
        self.done += len(lines)

    def _publish(self, good):
        """Make these, `[(Line, Earlier)]`, and put them into the catalogue."""
        made = self._joined_to_agencies([earlier for _, earlier in good])
        Earlier.objects.bulk_create(made, batch_size=HANDFUL)
        archive.publish(made, self.judge.regions)
        Taken.objects.bulk_create([Taken(line=line, record=earlier) for line, earlier in good])

    def _raise_counters(self):
        """Before anything is imported, no letter may take a number that is brought."""
        highest = Counter()
        for line in self.wanted().iterator(chunk_size=HANDFUL):
            row = line.row(self.mapping)
            register, year, office, number = identity_of(row.get("identity"))
            if office not in self.judge.offices:  # its importer may not any more: a row that fails
                continue
            key = office, year, register
            highest[key] = max(highest[key], number)
            if number := self.judge.sequence_of(office, year, row.get("letter_number")):
                key = office, year, LETTER_REGISTER
                highest[key] = max(highest[key], number)
        held = Numbers.objects.hold(highest)
        raised = [held[key].raise_to(number) for key, number in highest.items()]
        self.has_begun, self.has_raised = True, any(raised)

    def _finish(self):
        self.state, self.finished_at = self.State.DONE, timezone.now()
        count = self.lines.filter(state=Line.State.TAKEN).count()
        facts = {"number": self.pk, "file": self.file_name, "count": count}
        record(self.office, "earlier.finish", by=None, **facts)

    # Taking back

    def _undo(self):
        lines = self.lines.filter(state=Line.State.TAKEN).select_related("taken__record")
        lines = list(lines.order_by("number")[:HANDFUL])
        if not lines:
            self._empty()
            return
        records = [line.taken.record_id for line in lines]
        held = self._built_upon(records)
        kept = [line for line in lines if line.taken.record_id in held]
        for line in kept:
            line.state, line.words = Line.State.KEPT, [["identity", held[line.taken.record_id]]]
        Line.objects.bulk_update(kept, ["state", "words"])
        gone = [line for line in lines if line.taken.record_id not in held]
        Line.objects.filter(pk__in=[line.pk for line in gone]).delete()
        archive.withdraw([line.taken.record for line in gone], self.judge.regions)
        self.done += len(lines)

    def _built_upon(self, records):
        """Those of which the portal makes use by now, each with a sentence that says for what."""
        found = {}
        compared = Resemblance.objects.filter(earlier__in=records)
        for pk, code in compared.values_list("earlier", "submission__code"):
            found[pk] = f"Pemeriksa membandingkan pengajuan {code} dengan kegiatan ini."
        begun = Submission.objects.filter(began_from__in=records)
        for pk, code in begun.values_list("began_from", "code"):
            found[pk] = f"Pengajuan {code} dimulai dari kegiatan ini."
        return found

    def _empty(self):
        """What came with the file goes, but for the rows that stay: with it all personal data."""
        self.lines.exclude(state=Line.State.KEPT).delete()
        self.state, self.finished_at = self.State.UNDONE, timezone.now()
        facts = {"number": self.pk, "file": self.file_name, "kept": self.lines.count()}
        record(self.office, "earlier.empty", by=None, **facts)

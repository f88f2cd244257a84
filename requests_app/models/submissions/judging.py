import hashlib
import json

from django.db import models

from accounts.models import Role
from events.refusals import NotAllowed, NotNow, required
from requests_app.examining.checklist import items_for, verdict
from requests_app.models.examining.finding import Finding
from requests_app.models.examining.remark import Remark
from requests_app.workflow import State

TALKERS = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD, Role.ADMIN)


class Judged(models.Model):
    """What the office finds and says among itself; the agency reads none of it."""

    class Meta:
        abstract = True

    def findings(self):
        """What was found on the newest version, as ``{item code: kind}``; one query."""
        found = Finding.objects.filter(revision=self.revision)
        return dict(found.values_list("item", "kind"))

    def checklist(self, found):
        """The checklist as a proposal keeps it: ``[{"item", "label", "finding"}]``."""
        labels = dict(Finding.Kind.choices)
        return [
            {
                "item": item.code,
                "label": f"{item.letter}. {item.label}",
                "finding": labels.get(found.get(item.code), ""),
            }
            for item in items_for(self.kind)
        ]

    def derived_verdict(self, found):
        """The verdict that follows from these findings, in words, and whether it is *layak*."""
        return verdict(found, self.kind)

    def judge(self, *, by, findings, seen=None):
        """The assigned examiner judges items of the checklist: ``{item code: kind or ""}``.

        `seen` is what his page showed: what he left alone stays as it is stored by now. Raises
        ``NotNow`` where another page has changed the same item meanwhile.
        """
        seen = seen or {}
        known = {item.code for item in items_for(self.kind)}
        with self.taking("return_for_revision", by):
            stored = self.findings()
            changed = {
                item: kind
                for item, kind in findings.items()
                if item in known and kind != seen.get(item, "") and kind != stored.get(item, "")
            }
            if any(stored.get(item, "") != seen.get(item, "") for item in changed):
                raise NotNow(
                    "Daftar periksa sudah diubah di halaman lain. Bandingkan pilihan Anda dengan "
                    "yang tersimpan, lalu simpan lagi."
                )
            for item, kind in changed.items():
                if kind:
                    self.revision.findings.update_or_create(
                        item=item, defaults={"kind": kind, "by": by}
                    )
                else:
                    self.revision.findings.filter(item=item).delete()
            if changed:
                self.record("judge", by, findings=changed, version=self.revision.number)

    def examination_digest(self):
        """A mark of the examination as it stands: version, notes with their states, findings."""
        notes = self.notes.order_by("pk").values_list("pk", "state", "text")
        parts = [
            self.revision.pk,
            self.revision.saves,
            list(notes),
            sorted(self.findings().items()),
        ]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

    def second_opinions(self):
        """Who agreed with the examination, newest first, each with ``is_current``; three queries.

        Agreement lapses when answers, notes or findings change afterwards.
        """
        looks = list(self.second_looks.select_related("by").order_by("-pk"))
        digest = self.examination_digest() if looks else ""
        for look in looks:
            look.is_current = look.digest == digest
        return looks

    def second(self, *, by, text=""):
        """Another examiner of the office agrees with the examination as it stands."""
        with self.locked():
            is_colleague = by.office_id == self.office_id and by.has_role(Role.EXAMINER)
            if not is_colleague or by.pk == self.examiner_id:
                raise NotAllowed("Pendapat kedua hanya dari petugas pemeriksa yang lain.")
            if self.state != State.UNDER_EXAMINATION:
                raise NotNow("Pendapat kedua hanya dapat diberikan selama pemeriksaan.")
            self.second_looks.create(
                revision=self.revision, digest=self.examination_digest(), text=text.strip(), by=by
            )
            self.record("second", by, version=self.revision.number)

    def remark(self, *, by, text):
        """Somebody of the office says something about the file to his colleagues."""
        text = required(text, "Tuliskan pembicaraan Anda.")
        with self.locked():
            if by.office_id != self.office_id or not by.has_role(*TALKERS):
                raise NotAllowed("Pembicaraan internal hanya untuk petugas satuan kerja ini.")
            Remark.objects.create(submission=self, text=text, by=by)
            self.record("remark", by)

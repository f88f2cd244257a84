from datetime import date

from django.db import models
from django.utils import timezone

from accounts.models import Role, Room
from events.models import Event
from events.refusals import NotAllowed, NotNow, required
from files.kept import digest_of
from requests_app.models.result import Result
from requests_app.workflow import State

KEEPERS = (Role.FRONT_DESK, Role.EXAMINER)


class HandedOver(models.Model):
    """After the activity: publication and metadata reach BPS (service.md decision 10).

    The file stays recommended; `results_on` says that both are there, `results_confirmed_on` that
    an officer has looked at them.
    """

    available_on = models.DateField(null=True, blank=True)  # promised on the form, once recommended
    results_on = models.DateField(null=True, blank=True)
    results_confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def owes_results(self):
        """Has the day come that the form promised, and the results are not there?"""
        if self.state != State.RECOMMENDED or self.is_withdrawn or self.results_on:
            return False
        return self.available_on is not None and self.available_on <= self.office.today()

    @property
    def results_words(self):
        """How it stands with the results; "" while there is nothing to say."""
        if self.state != State.RECOMMENDED or self.is_withdrawn:
            return ""
        if self.results_confirmed_on:
            return "Hasil diserahkan dan diperiksa"
        if self.results_on:
            return "Hasil diserahkan"
        return "Hasil belum diserahkan" if self.owes_results else ""

    def keeps_results(self, user):
        """May this person confirm and take back what was handed over?"""
        return user.office_id == self.office_id and user.has_role(*KEEPERS)

    def promised_availability(self):
        """The day on which the results are to be available, as the form says; None without one."""
        answered = self.form.answer(self.revision.answers, self.form.available_on_question)
        return date.fromisoformat(answered) if answered else None

    def hand_over(self, *, by, **given):
        """The agency, or an officer for it, gives the publication or the metadata."""
        with self.taking("hand_over", by):
            return self.receive(by=by, **given)

    def receive(self, *, by, kind, link="", upload=None, content_type="", is_scanned=False, **told):
        """One thing more is there; called by the verb of whoever may give it, who holds the file.

        ``told`` is what else the event says of him.
        """
        Room.objects.take(self.agency, [upload] if upload else [])
        result = self.results.create(
            kind=kind,
            link=link,
            file=upload or "",
            name=upload.name if upload else "",
            content_type=content_type,
            size=upload.size if upload else None,
            sha256=digest_of(upload) if upload else "",
            scanned_at=timezone.now() if is_scanned else None,
            by=by,
        )
        self.results_confirmed_on = None
        self._settle_results()
        facts = {"kind": result.get_kind_display(), "what": result.name or result.link} | told
        self.record("hand_over", by, **facts, whole=self.results_on is not None)
        return result

    def confirm_results(self, *, by):
        """An officer has looked at publication and metadata, and both are as they should be."""
        with self.locked():
            self._require_keeper(by)
            if self.results_on is None:
                raise NotNow("Publikasi dan metadata belum lengkap diserahkan.")
            if self.results_confirmed_on is None:
                self.results_confirmed_on = self.office.today()
                self.save(update_fields=["results_confirmed_on"])
                self.record("confirm_results", by)

    def take_result_back(self, result, *, by, reason):
        """An officer found that it is the wrong file or a dead link; the agency is told why."""
        reason = required(reason, "Tuliskan alasannya, supaya instansi dapat memperbaiki.")
        with self.locked():
            self._require_keeper(by)
            result.refresh_from_db()
            if not result.counts:
                raise NotNow("Serahan ini sudah dikembalikan. Muat ulang halaman.")
            result.taken_back_at, result.reason = timezone.now(), reason
            result.save(update_fields=["taken_back_at", "reason"])
            self.results_confirmed_on = None
            self._settle_results()
            facts = {"kind": result.get_kind_display(), "what": result.name or result.link}
            self.record("take_result_back", by, reason=reason, **facts)

    def ask_results(self):
        """Remind the agency of its results, once, however often this is called."""
        with self.locked():
            told = Event.objects.about(self).filter(action="submission.ask_results")
            is_due = self.available_on and self.available_on <= self.office.today()
            is_open = self.state == State.RECOMMENDED and not self.is_withdrawn
            if is_open and is_due and self.results_on is None and not told.exists():
                self.record("ask_results", None, available_on=self.available_on)

    def _require_keeper(self, by):
        if not self.keeps_results(by):
            raise NotAllowed("Hasil kegiatan diperiksa petugas satuan kerja yang melayaninya.")

    def _settle_results(self):
        """`results_on` follows what is there: the day on which the second of both kinds came."""
        kinds = set(self.results.filter(taken_back_at=None).values_list("kind", flat=True))
        is_whole = kinds == set(Result.Kind.values)
        if not is_whole:
            self.results_on = None
        elif self.results_on is None:
            self.results_on = self.office.today()
        self.save(update_fields=["results_on", "results_confirmed_on"])

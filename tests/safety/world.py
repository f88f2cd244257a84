"""Things of every kind that belong to Sari's agency, to its office, or to one person there."""

from datetime import timedelta
from uuid import uuid4

from accounts.models import DataRequest
from batches.models import Batch
from events.models import Mail, Notice
from guestbook.models import Visit
from integrity.models import Damage
from requests_app.models import ColumnHeading, StandardNote, Synonym
from tests.appeals.making import make_appeal, sign
from tests.cast import make_agency, make_staff
from tests.complaints.making import make_handled
from tests.consultations.making import make_consultation, open_hours
from tests.earlier.making import FISHERS, as_csv, brought
from tests.letters.addresses import ABOUT_A_PROPOSAL
from tests.opinions.making import make_units
from tests.requests_app.helping import make_stand_in
from tests.submissions import make_examined, make_proposed, make_returned
from tests.walidata.making import marked, spoken
from workdays.models import Holiday

OF_THE_ISSUED = {"results", "results_confirmation", "result", "result_return", "metadata", "rating"}
OF_THE_ISSUED |= {"letter_issued", "letter_issued_pdf", "letter_archival_copy", "letter_bounce"}
OF_THE_ISSUED |= {"letter_handover", "letter_revocation", "letter_revocation_removal", "delivery"}
OF_THE_RETURNED = {"answers", "note_answer", "changes", "guest_ending", "table"}


class World:
    """What stands for the variable parts of an address: something that is really there."""

    def __init__(self, *, sari, nur, ratna, hasan, dewi, maya):
        self.people = {"sari": sari, "nur": nur, "ratna": ratna, "hasan": hasan, "dewi": dewi}
        office = self.office = ratna.office
        self.examined, self.returned = make_examined(sari, ratna), make_returned(sari, ratna)
        self.proposed, self.issued = make_proposed(sari, ratna), make_proposed(sari, ratna)
        sign(self.issued.letters.get(), hasan)
        self.issued.refresh_from_db()
        self.issued.hand_over(by=sari, kind="publication", link="https://bps.example.go.id/a")
        self.returned.invite(by=sari, email="ahli@example.go.id")
        self.complaint = make_handled(maya)
        self.consultation = make_consultation(sari)
        self.appeal = make_appeal(sari, ratna, hasan)
        note = self.examined.notes.write(by=ratna, text="Jelaskan.", question="design.training")
        in_future = office.today() + timedelta(days=9)
        self.numbers = {
            "attachment": self.examined.revision.attachments.get().pk,
            "note": note.pk,
            "note_answer": self.returned.notes.get().pk,
            "guest_ending": self.returned.guests.get().pk,
            "result": self.issued.results.get().pk,
            "mail_resending": Mail.objects.filter(about_id=str(self.examined.pk)).first(),
            "agency_approval": make_agency("Dinas Pasar", office=office, state="pending").pk,
            "agency_withdrawal": sari.agency.invite(by=sari, email="baru@example.go.id").pk,
            "agency_handover": nur.pk,
            "agency_closing": nur.pk,
            "office_person": make_staff("Rekan", "front_desk", office=office).pk,
            "office_data_request": DataRequest.objects.ask(by=sari, kind="erasure", words="a").pk,
            "office_standard_note": StandardNote.objects.create(
                office=office, name="Kerangka", text="Jelaskan.", by=ratna
            ).pk,
            "office_mandate": hasan.mandates.get().pk,
            "office_stand_in": make_stand_in(hasan).pk,
            "office_holiday": Holiday.objects.create(
                day="2027-03-01", name="Pilkada", office=office
            ).pk,
            "office_hours": open_hours(office, dewi).pk,
            "office_synonym": Synonym.objects.create(short="ppl", full="petugas lapangan").pk,
            "office_column_heading": ColumnHeading.objects.create(words="nama", column="name").pk,
            "office_room": sari.agency_id,
            "walidata_marking": sari.agency_id,
            "walidata_ending": (custody := marked(office, dewi)).pk,
            "walidata_answer": (said := spoken(self.examined, custody)).pk,
            "walidata_taking": said.pk,
            "office_damage": Damage.objects.tell("letters", "Rusak.", row=1, office=office).pk,
            "opinion": make_units(self.examined, ratna, due_on=in_future).pk,
            "visit": Visit.objects.arrive(office=office, service="R", name="Tamu").pk,
            "earlier": brought(as_csv(FISHERS), dewi).pk,
            "batch": Batch.objects.begin("ingatkan", [self.examined], by=ratna).pk,
            "saved_filter": ratna.saved_filters.create(name="Milik Ratna", query="cari=ikan").pk,
            "notice": Notice.objects.filter(person=sari).first(),
        }
        self.numbers["agency"] = self.numbers["agency_approval"]

    def value(self, name, part):
        """For that part of that address."""
        if part == "code":
            return self.file_of(name).code
        if part == "pk":
            return self.number_of(name)
        if part == "ticket":
            thing = self.consultation if name.startswith("consultation") else self.complaint
            return thing.code
        return self.plain()[part]

    def file_of(self, name):
        if name in ABOUT_A_PROPOSAL - OF_THE_ISSUED:
            return self.proposed
        if name in OF_THE_ISSUED:
            return self.issued
        return self.returned if name in OF_THE_RETURNED else self.examined

    def number_of(self, name):
        known = max((key for key in self.numbers if name.startswith(key)), key=len, default=None)
        found = self.numbers.get(known, 999_999)
        return getattr(found, "pk", found) or 999_999

    def plain(self):
        letter = self.issued.letters.get()
        return {
            "appeal": self.appeal.code,
            "area": "6302",
            "figure": "terbuka",
            "block": "cover",
            "digest": "0" * 64,
            "group": "alamat",
            "identity": self.issued.identity or "V-26.6302.999",
            "key": "tidak-dikenal",
            "kind": "recommend",
            "n": 0,
            "name": "ms-keg.xlsx",
            "noun": "verifikasi",
            "number": 1,
            "office": self.office.code,
            "once": uuid4(),
            "question": "survey_title",
            "rest": "v1/tidak-ada/",
            "slug": "fs3_2021",
            "step": "jawaban",
            "task": "perlu-rekomendasi",
            "token": letter.token,
            "uidb36": "1",
            "what": "libur",
        }

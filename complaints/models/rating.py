"""What somebody thought of the service, kept so that nobody can tell whose opinion it was.

An answer knows its office and nothing of the file, the person or the moment; its key is random.
It waits, unread by anybody, in the box of its product, which is opened only when enough answers are
in it: ten before the first figures of a quarter, five each time afterwards. All answers of the box
are then counted to that quarter together, so that no figure and no difference between two figures
is about fewer than five people.
"""

import uuid

from django.db import models, transaction

from accounts.models import Office, Role
from complaints.index.products import Product
from complaints.index.unsur import KEYS, UNSUR
from complaints.models.rating_invitation import OVER, RatingInvitation
from complaints.models.tally import Tally
from events.recording import record
from events.refusals import NotAllowed, NotNow
from workdays.months import quarter_of

PUBLISHED_FROM = 10  # answers (service.md §2, decision 14)
BATCH = 5  # later answers of a quarter are counted so many at a time


class RatingQuerySet(models.QuerySet):
    def waiting(self):
        """Those in the box, read and counted by nobody yet."""
        return self.filter(quarter=None)

    def counted(self):
        return self.filter(quarter__isnull=False)

    def comments(self, office, year):
        """What was said in words at this office in that year, in no order that tells anything."""
        said = self.filter(office=office, quarter__year=year).exclude(comment="")
        return said.order_by("pk").values_list("comment", flat=True)

    def answer(self, invitation, **answers):
        """The respondent has answered; a second answer or a late one is refused (``NotNow``)."""
        if invitation.is_over:
            raise NotNow(OVER)
        with transaction.atomic():
            invitation.settle()
            self.put_in(
                office=invitation.office,
                channel=Rating.Channel.ONLINE,
                of_product=invitation.of_product,
                **answers,
            )

    def copy_from_paper(self, *, by, submission=None, **answers):
        """The front desk types in a questionnaire; who examined the file may not.

        The event names the officer, so that nobody fills the box unseen, and not the file.
        """
        if not by.has_role(Role.FRONT_DESK) or (submission and submission.examiner_id == by.pk):
            raise NotAllowed("Kuesioner kertas direkam petugas PST yang tidak memeriksa berkasnya.")
        with transaction.atomic():
            if submission:
                asked = {"asked_on": submission.office.today()}
                known = RatingInvitation.objects.get_or_create(
                    submission=submission, defaults=asked
                )
                known[0].settle()
            self.put_in(office=by.office, channel=Rating.Channel.PAPER, **answers)
            record(by.office, "office.paper_rating", by=by)

    def put_in(self, *, office, channel, of_product=Product.RECOMMENDATION, **answers):
        """Put one answer into the product's box, and open the box when enough are in it."""
        with transaction.atomic():
            Office.objects.select_for_update(no_key=True).get(pk=office.pk)
            self.create(office=office, channel=channel, of_product=of_product, **answers)
            self._open_box(office=office, of_product=of_product)

    def _open_box(self, **of):
        quarter = quarter_of(of["office"].today())
        tally = Tally.objects.filter(quarter=quarter, **of).first()
        box = self.filter(**of).waiting()
        answers = list(box)
        if len(answers) >= (BATCH if tally else PUBLISHED_FROM):
            tally = tally or Tally(quarter=quarter, **of)
            tally.add(answers)
            tally.save()
            box.update(quarter=quarter)


def _answer(key):
    unsur = next(unsur for unsur in UNSUR if unsur.key == key)
    return models.PositiveSmallIntegerField(unsur.name, choices=unsur.choices)


class Rating(models.Model):
    """One complete answer to the nine questions; nothing in it leads to who gave it."""

    class Channel(models.TextChoices):
        ONLINE = "online", "Daring"
        PAPER = "paper", "Kertas, direkam petugas"

    class Sex(models.TextChoices):
        MALE = "male", "Laki-laki"
        FEMALE = "female", "Perempuan"

    class Education(models.TextChoices):
        PRIMARY = "primary", "SD"
        LOWER = "lower", "SMP"
        UPPER = "upper", "SMA"
        DIPLOMA = "diploma", "D1–D3"
        BACHELOR = "bachelor", "D4/S1"
        MASTER = "master", "S2"
        DOCTOR = "doctor", "S3"

    class Occupation(models.TextChoices):
        CIVIL_SERVANT = "civil_servant", "PNS/PPPK"
        ARMY = "army", "TNI"
        POLICE = "police", "Polri"
        EMPLOYEE = "employee", "Swasta"
        SELF_EMPLOYED = "self_employed", "Wirausaha"
        OTHER = "other", "Lainnya"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="ratings")
    quarter = models.DateField(null=True)  # its first day, once the answer is counted
    channel = models.CharField(max_length=6, choices=Channel)
    of_product = models.CharField(
        "produk layanan", max_length=14, choices=Product, default=Product.RECOMMENDATION
    )
    requirements = _answer("requirements")
    procedure = _answer("procedure")
    time = _answer("time")
    cost = _answer("cost")
    product = _answer("product")
    competence = _answer("competence")
    conduct = _answer("conduct")
    complaints = _answer("complaints")
    facilities = _answer("facilities")
    comment = models.TextField(max_length=5000, blank=True)
    sex = models.CharField("Jenis kelamin", max_length=6, choices=Sex, blank=True)
    education = models.CharField("Pendidikan terakhir", max_length=8, choices=Education, blank=True)
    occupation = models.CharField("Pekerjaan", max_length=13, choices=Occupation, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["office", "quarter"], name="rating_by_quarter")]
        constraints = [
            models.CheckConstraint(
                name="rating_from_one_to_four",
                condition=models.Q(
                    *[(f"{key}__{end}", at) for key in KEYS for end, at in (("gte", 1), ("lte", 4))]
                ),
            )
        ]

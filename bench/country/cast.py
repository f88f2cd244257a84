"""Who looks, and at what: made once by the verbs, before the rows; alike in both databases."""

from django.core.management import call_command

AGENCIES, EXAMINERS = 200, 12  # of the office that is looked at
OTHER_AGENCIES, OTHER_EXAMINERS = 20, 2


class Cast:
    """The people of the first office, and its first two files."""

    def __init__(self):
        from requests_app.models import Submission

        files = Submission.objects.select_related("agency", "office", "examiner").order_by("pk")
        self.file, self.free = files[:2]
        self.office, self.ratna = self.file.office, self.file.examiner
        self.hasan = self.office.staff.get(name="Hasan Basri")

    def similar(self):
        from requests_app.models import Activity
        from requests_app.models.activities.like import Wanted

        Activity.objects.similar(Wanted("Survei Kepuasan Nelayan Kecamatan Pulau Laut 2026"))

    def take_and_give_back(self):
        self.free.begin_examination(by=self.ratna)
        self.free.give_back(by=self.ratna, reason="Diukur.")


def first_office():
    """Its people and two files of theirs; what a `Filler` wants to know, and the contact."""
    from tests.cast import make_agency, make_member, make_office, make_staff
    from tests.submissions import make_examined, make_submitted

    call_command("reference", verbosity=0)
    office = make_office()
    agencies = [make_agency(office=office) for _ in range(AGENCIES)]
    member = make_member(agency=agencies[0])
    make_staff("Hasan Basri", "head", office=office)
    examiners = [make_staff("Ratna Dewanti", "examiner", office=office)]
    examiners += [make_staff(None, "examiner", office=office) for _ in range(EXAMINERS - 1)]
    file = make_examined(member, examiners[0])
    file.notes.write(by=examiners[0], text="Jelaskan kerangka sampel.", question="")
    make_submitted(member)
    return _known(office), file.contact


def known_office():
    """What a `Filler` wants to know of the first office, once it is there."""
    return _known(Cast().office)


def _known(office):
    from accounts.models import Agency

    examiners = office.staff.filter(staff_roles__role="examiner").order_by("pk")
    agencies = Agency.objects.filter(office=office).order_by("pk")
    return office.pk, _keys(agencies), _keys(examiners), agencies[0].members.get().pk


def other_offices(count):
    """That many other offices, each with agencies and examiners; what a `Filler` wants to know."""
    from accounts.models import Agency, Office, Region, User

    regions = Region.objects.exclude(offices__code="6302").order_by("code")
    codes = {("0000" if len(r.code) == 1 else f"{r.code:0<4}"): r for r in regions}
    offices = Office.objects.bulk_create(
        Office(code=code, name=f"BPS {region.full_name}", region=region, city=region.name)
        for code, region in list(codes.items())[:count]
    )
    agencies = Agency.objects.bulk_create(
        Agency(name=f"Dinas {n} {office.city}", office=office, region=office.region)
        for office in offices
        for n in range(OTHER_AGENCIES)
    )
    people = User.objects.bulk_create(
        User(email=f"petugas{n}@bps{office.pk}.example.go.id", name=f"Petugas {n}", office=office)
        for office in offices
        for n in range(OTHER_EXAMINERS)
    )
    parts = zip(_parts(agencies, OTHER_AGENCIES), _parts(people, OTHER_EXAMINERS), strict=True)
    return [
        (office.pk, _keys(ours), _keys(staff), staff[0].pk)
        for office, (ours, staff) in zip(offices, parts, strict=True)
    ]


def _parts(things, size):
    return [things[at : at + size] for at in range(0, len(things), size)]


def _keys(things):
    return [one.pk for one in things]

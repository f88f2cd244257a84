"""How everybody comes to the portal: the staff, the agencies, their people and their keys."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Agency, Office, Region, Role, User
from letters.models import Certificate, Mandate
from letters.signing import demonstration
from requests_app.models import StandardNote
from romantik.demonstration import cast
from romantik.offices.first_steps import SAYINGS

OFFICE = "6302"
IN_OFFICE = timedelta(days=500)


def office():
    """The office of the demonstration."""
    return Office.objects.get(code=OFFICE)


def staff(key):
    """A member of the staff, as he is now."""
    return _person(f"{key}@bps.example.go.id")


def member(key):
    """A member of an agency, as he is now."""
    return _person(cast.person_email(key))


def open_office():
    """The admin takes on his colleagues; the head has his mandate and keeps his certificate."""
    opened = office()
    opened.email = cast.OFFICE_EMAIL  # nobody's real mailbox is written to
    opened.save(update_fields=["email"])
    _take_on_staff(opened)
    _appoint(opened, staff("hasan"))
    for name, words in cast.STANDARD_NOTES:
        StandardNote.objects.create(office=opened, name=name, text=words, by=staff("ratna"))
    _get_ready(opened, staff("dewi"))


def _get_ready(opened, admin):
    """The admin goes through the list of the first start, to its end."""
    for what, words in SAYINGS.items():
        opened.confirm(what, words, by=admin)
    opened.try_mail(by=admin)
    opened.get_ready()


def _take_on_staff(opened):
    password = make_password(cast.PASSWORD)  # hashed once: it is everybody's
    admin = None
    for each in cast.STAFF:
        facts = {"name": each.name, "position": each.position, "nip": _number(each)}
        facts |= {"office": opened, "roles": each.roles, "email": each.email}
        person = User.objects.take_on(by=admin, **facts)
        _settle_in(person, password)
        admin = admin or person


def _appoint(opened, head):
    Mandate.objects.appoint(
        by=staff("dewi"),
        office=opened,
        person=head,
        kind=Mandate.Kind.DEFINITIVE,
        post=opened.head_title,
        starts_on=opened.today() - IN_OFFICE,
        deed=cast.DEED,
    )
    container = demonstration.container_for(head)
    certificate = Certificate.objects.examine(container, secret=demonstration.PASSPHRASE)
    certificate.keep_for(head)


def apply(applicant):
    """An agency signs up; its first member confirms his mailbox."""
    agency = Agency.objects.apply(**_facts(applicant))
    person = User.objects.create_user(
        **_details(applicant.people[0]), agency=agency, is_agency_admin=True
    )
    _settle_in(person, _password())
    agency.confirm(by=person)


def approve(applicant):
    """The front desk lets the agency in."""
    member(applicant.people[0][0]).agency.approve(by=staff("budi"))


def open_at_desk(applicant):
    """The front desk opens the account of a visitor."""
    Agency.objects.open_at_desk(
        by=staff("budi"), agency=_facts(applicant), person=_details(applicant.people[0])
    )
    _settle_in(member(applicant.people[0][0]), _password())


def invite(applicant, colleague):
    """The agency's admin invites a colleague."""
    admin = member(applicant.people[0][0])
    admin.agency.invite(by=admin, email=cast.person_email(colleague))


def join(applicant, colleague):
    """The invited colleague comes."""
    agency = member(applicant.people[0][0]).agency
    invitation = agency.open_invitations().get(email=cast.person_email(colleague))
    details = _details(next(person for person in applicant.people if person[0] == colleague))
    details.pop("email")
    person = agency.admit(invitation, password=None, **details)
    _settle_in(person, _password())


def _person(email):
    return User.objects.select_related("agency", "office").get(email=email)


def _facts(applicant):
    return {
        "name": applicant.name,
        "address": applicant.address,
        "region": Region.objects.get(code=OFFICE),
        "phone": applicant.phone,
        "email": applicant.email,
    }


def _details(person):
    key, name, position = person
    return {
        "email": cast.person_email(key),
        "name": name,
        "position": position,
        "phone": "0812-0000-0102",
    }


def _settle_in(person, password):
    """He has set the password and confirmed his mailbox."""
    person.password = password
    person.consented_at = timezone.now() if person.agency_id else None
    person.save(update_fields=["password", "consented_at"])
    person.confirm_mailbox()


def _password():
    return staff("dewi").password


def _number(each):
    """A NIP that nobody has."""
    return f"99000000000000000{cast.STAFF.index(each) + 1}" if Role.ADMIN not in each.roles else ""

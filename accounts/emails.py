"""The mails about agencies and people, each a reaction to what happened."""

from allauth.account.models import EmailConfirmationHMAC

from events.outbox import enqueue, enqueue_all
from events.recording import on

from .links import absolute, invitation_link, welcome_link
from .models import DataRequest, Invitation, User
from .privacy.reminding import admins_for


@on("agency.confirm", "agency.apply_again", "agency.remind_office")
def tell_office_of_application(event):
    """The office looks at an application when it hears of it; of one that waits it is reminded."""
    agency = event.subject
    if agency.office.email:
        context = {"agency": agency, "link": absolute("agency_approvals")}
        enqueue("agency_awaiting", to=agency.office.email, context=context, about=agency)


@on("agency.warn_of_removal")
def warn_unconfirmed(event):
    """Whoever signed up without showing his mailbox gets a new link, and a day until when."""
    agency = event.subject
    for person in agency.members.all():
        address = person.emailaddress_set.filter(email=person.email).first()
        if address:
            link = absolute("account_confirm_email", EmailConfirmationHMAC(address).key)
            context = {"agency": agency, "link": link, "closes_on": event.particulars["closes_on"]}
            enqueue("signup_expiring", to=person.email, context=context, about=person, event=event)


@on("agency.approve")
def tell_agency_of_approval(event):
    _mail_admins(event, "agency_approved", link=absolute("account_login"))


@on("agency.refuse")
def tell_agency_of_refusal(event):
    _mail_admins(event, "agency_refused", link=absolute("agency"))


@on("agency.merge_into")
def tell_person_of_his_agency(event):
    member = User.objects.get(pk=event.particulars["member"])
    context = {"agency": event.subject, "person": member, "link": absolute("account_login")}
    enqueue("agency_approved", to=member.email, context=context, about=event.subject, event=event)


@on("agency.invite")
def invite_colleague(event):
    invitation = Invitation.objects.get(pk=event.particulars["invitation"])
    context = {
        "agency": event.subject,
        "invitation": invitation,
        "by": event.by,
        "link": invitation_link(invitation),
    }
    enqueue(
        "agency_invitation", to=invitation.email, context=context, about=event.subject, event=event
    )


@on("agency.open_at_desk")
def welcome_visitor(event):
    member = User.objects.get(pk=event.particulars["member"])
    context = {"agency": event.subject, "person": member, "link": welcome_link(member)}
    enqueue("agency_welcome", to=member.email, context=context, about=event.subject, event=event)


@on("user.take_on")
def welcome_staff(event):
    send_welcome(event.subject, event=event)


@on("office.invite_admin")
def welcome_once_more(event):
    """Who was here before and never came in gets the first link anew."""
    person = User.objects.get(pk=event.particulars["person"])
    if not person.has_usable_password():
        send_welcome(person, event=event)


@on("user.answer_about_data")
def tell_about_data(event):
    asked = DataRequest.objects.get(pk=event.particulars["request"])
    enqueue(
        "data_answered", to=asked.by.email, context={"asked": asked}, about=asked.by, event=event
    )


@on("user.press_about_data")
def press_for_an_answer(event):
    """The law counts hours: whoever has to answer is told before they are over, and after."""
    asked = DataRequest.objects.get(pk=event.particulars["request"])
    link = absolute("office_data_request", asked.pk)
    context = {"asked": asked, "is_late": event.particulars["stage"] == "late", "link": link}
    told = {"about": asked.by, "event": event}
    enqueue_all("data_unanswered", to=admins_for(asked.by), context=context, **told)


@on("office.try_mail")
def send_trial(event):
    """By the way that all mails go, to whoever pressed the button."""
    context = {"office": event.subject, "person": event.by, "link": absolute("office_mail_trial")}
    enqueue("mail_trial", to=event.by.email, context=context, about=event.subject, event=event)


@on("user.link_provider", "user.unlink_provider")
def tell_of_way_in(event):
    """As of a new password or second factor: whoever did not do it himself learns of it."""
    became = "kini dapat" if event.action == "user.link_provider" else "tidak dapat lagi"
    told = f"Akun {event.particulars['provider']} {became} dipakai untuk masuk ke akun Anda."
    context = {"user": event.subject, "sentence": told, "at": event.at}
    enqueue("account_notice", to=event.subject.email, context=context, about=event.subject)


def send_welcome(person, event=None):
    """The link by which a colleague, or a visitor's agency, sets the first password."""
    kind = "staff_welcome" if person.office_id else "agency_welcome"
    context = {"person": person, "agency": person.agency, "link": welcome_link(person)}
    return enqueue(kind, to=person.email, context=context, about=person, event=event)


def _mail_admins(event, kind, link):
    agency = event.subject
    for person in agency.admins:
        context = {"agency": agency, "person": person, "link": link}
        enqueue(kind, to=person.email, context=context, about=agency, event=event)

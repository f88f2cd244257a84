from allauth.account.signals import email_confirmed
from django.dispatch import receiver


@receiver(email_confirmed)
def confirm_agency(request, email_address, **kwargs):
    """The first member of an agency has shown his mailbox: its office may look at it now."""
    user = email_address.user
    if user.agency_id and user.agency.is_pending and user.is_agency_admin:
        user.agency.confirm(by=user)

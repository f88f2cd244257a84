"""Recurring work on what was kept, thin: call one verb."""

from celery import shared_task
from django.db import transaction

from integrity import inspecting, outside, scanning, sealing
from integrity.emails import send_seal
from integrity.models import Seal


@shared_task
def seal_chain():
    """Every hour: seal the events up to now, or tell what is wrong with them."""
    sealing.seal()


@shared_task
def copy_seals():
    """Every hour, after that: a copy where backups lie."""
    outside.copy_seals()


@shared_task
def look_at_shares():
    """At night, several times: look at a share of everything that was kept."""
    inspecting.look_at_shares()


@shared_task
def mail_seal():
    """Once a day."""
    if seal := Seal.objects.last():
        with transaction.atomic():
            send_seal(seal)


@shared_task
def scan_later():
    """Scan what was taken while the virus scanner was away."""
    scanning.scan_later()

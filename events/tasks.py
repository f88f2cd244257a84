"""Thin tasks of the outbox. Each may run twice or not at all: the rows decide, never the queue."""

from celery import shared_task

from events import delivery
from events.models import Mail

A_SWEEP = 200  # mails queued at once; what is left waits for the next sweep


@shared_task
def deliver(mail_id):
    """Send one mail."""
    mail = Mail.objects.filter(pk=mail_id).first()
    if mail:
        delivery.deliver(mail)


@shared_task
def sweep_outbox():
    """Queue what is due and was not sent; leave to a person what broke off half-way."""
    Mail.objects.stuck().mark_unknown()
    for mail_id in Mail.objects.due().values_list("pk", flat=True)[:A_SWEEP]:
        deliver.apply_async([mail_id], expires=60)

"""Thin tasks of the outbox. Each may run twice or not at all: the rows decide, never the queue."""

from celery import shared_task

from events import delivery, reads
from events.models import Mail

A_SWEEP = 200  # mails queued at once; what is left waits for the next sweep


@shared_task
def deliver(mail_id):
    """Send one mail."""
    delivery.deliver(Mail(pk=mail_id))


@shared_task
def sweep_outbox():
    """Queue what is due and was not sent; leave to a person what broke off half-way."""
    Mail.objects.stuck().mark_unknown()
    for mail_id in Mail.objects.due().values_list("pk", flat=True)[:A_SWEEP]:
        deliver.apply_async([mail_id], expires=60)


@shared_task
def enter_reads():
    """Who read what, from the files in which requests noted it."""
    reads.enter()

"""Recurring work on letters, thin: find, call one verb."""

import time

from celery import shared_task
from django.conf import settings
from django.db import transaction

from accounts.models import Office
from events.recording import record
from events.sweeping import each
from letters.models import Attempt, Letter, Upkeep, Vacancy
from letters.registers import faults

LONGEST_RUN = 200  # seconds; the queue hands a task out anew after 300


@shared_task
def sweep():
    """Settle what a crash left behind, and note which letters have reached a mail server."""
    each(Attempt.objects.left_behind().select_related("letter"), Attempt.recover)
    each(Letter.objects.awaiting_document(), Letter.fix_document)
    each(Letter.objects.reached_a_mail_server(), Letter.deliver)


@shared_task
def check_registers():
    """Look every night whether a number is missing or there twice, and tell the admins."""
    found = {}
    for office, sentence in faults():
        found.setdefault(office, []).append(sentence)
    for office in Office.objects.filter(pk__in=found):
        with transaction.atomic():
            record(office, "register.alarm", by=None, faults=found[office.pk])


@shared_task
def tell_of_vacancies():
    """Every morning provinces and the centre hear which offices have nobody who signs, and which
    have again; what lasts is not told anew."""
    if Office.objects.are_several():
        each(Office.objects.open().filter(code__endswith="00"), Vacancy.objects.tell)


@shared_task
def fix_document(pk):
    """Render the file of a letter that was taken up; the sweep does it if this is lost."""
    each(Letter.objects.awaiting_document().filter(pk=pk), Letter.fix_document)


@shared_task
def keep_provable(letter_id):
    """Raise the proof of one letter as far as it goes: right after it was signed."""
    if wants_proof():
        Upkeep.objects.get_or_create(letter_id=letter_id)[0].carry_out()


@shared_task
def keep_letters_provable():
    """The same for every letter that is due, and for those that were signed without it."""
    if not wants_proof():
        return
    Upkeep.objects.take_on()
    end = time.monotonic() + LONGEST_RUN
    for upkeep in Upkeep.objects.due().select_related("letter__submission").iterator():
        if time.monotonic() > end:
            break
        upkeep.carry_out()


def wants_proof():
    """Do the settings name anybody to ask for timestamps or revocation answers?"""
    return bool(settings.TIMESTAMP_URL or settings.REVOCATION_ANSWERS)

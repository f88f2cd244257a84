"""Whatever dies during a signature: the number stays with its letter, nothing is half done."""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Event, Mail
from events.refusals import NotNow, Refused
from files.storing.folder import WholeFiles
from letters.models import Attempt, Counter, Letter
from letters.tasks import sweep
from tests.letters.conftest import PASSPHRASE, another_letter, at_once


class Plug(BaseException):
    """Pulled: nothing that is written in the code runs any more."""


def pull(*args, **kwargs):
    raise Plug


def sign(letter, by):
    letter.attempts.sign(by=by, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)


def wait_a_while():
    Attempt.objects.running().update(started_at=timezone.now() - timedelta(minutes=10))


def test_cut_off_before_the_key_is_used_the_letter_goes_back_with_its_number(
    numbered, hasan, monkeypatch
):
    monkeypatch.setattr(Attempt, "hand_over", pull)
    with pytest.raises(Plug):
        sign(numbered, hasan)
    monkeypatch.undo()

    wait_a_while()
    sweep()

    assert Attempt.objects.get().state == Attempt.State.VOID
    number = numbered.number
    sign(numbered, hasan)
    assert (numbered.state, numbered.number) == (Letter.State.SIGNED, number)


def test_cut_off_before_the_file_is_stored_the_letter_goes_back(numbered, hasan, monkeypatch):
    monkeypatch.setattr(WholeFiles, "keep", pull)
    with pytest.raises(Plug):
        sign(numbered, hasan)
    monkeypatch.undo()
    wait_a_while()
    sweep()
    assert Attempt.objects.get().state == Attempt.State.VOID
    numbered.refresh_from_db()
    assert numbered.state == Letter.State.NUMBERED


def test_cut_off_between_signing_and_settling_the_sweep_finishes(numbered, hasan, monkeypatch):
    monkeypatch.setattr(Attempt, "settle", pull)
    with pytest.raises(Plug):
        sign(numbered, hasan)
    monkeypatch.undo()
    assert not Mail.objects.filter(kind="letter_delivered").exists()

    wait_a_while()
    sweep()
    sweep()

    numbered.refresh_from_db()
    assert numbered.state == Letter.State.SIGNED
    assert Mail.objects.filter(kind="letter_delivered").count() == 2
    assert Event.objects.filter(action="letter.sign").count() == 1


def test_cut_off_while_settling_nothing_of_it_stays_and_the_sweep_finishes(
    numbered, hasan, monkeypatch
):
    from requests_app.models import Submission

    monkeypatch.setattr(Submission, "recommend", pull)
    with pytest.raises(Plug):
        sign(numbered, hasan)
    monkeypatch.undo()
    assert not Event.objects.filter(action="letter.sign").exists()
    assert not Mail.objects.filter(kind="letter_delivered").exists()

    wait_a_while()
    sweep()
    numbered.refresh_from_db()
    assert numbered.state == Letter.State.SIGNED


def test_cut_off_between_numbering_and_rendering_the_file_is_fixed_later(
    letter, hasan, key, monkeypatch
):
    monkeypatch.setattr(Letter, "fix_document", pull)
    with pytest.raises(Plug):
        letter.take_up(by=hasan)
    monkeypatch.undo()

    sweep()

    letter.refresh_from_db()
    sign(letter, hasan)
    assert letter.number.startswith("B-001/")


def test_a_stored_file_that_does_not_verify_is_left_to_a_person(numbered, hasan, monkeypatch):
    monkeypatch.setattr(Attempt, "settle", pull)
    with pytest.raises(Plug):
        sign(numbered, hasan)
    monkeypatch.undo()
    wait_a_while()
    Attempt.objects.update(fingerprint="0" * 64)
    sweep()
    assert Attempt.objects.get().state == Attempt.State.UNKNOWN
    numbered.refresh_from_db()
    assert numbered.state == Letter.State.NUMBERED


def test_killed_between_signing_and_settling(postgresql, numbered, hasan):
    """The real thing: another process, kill -9, the sweep."""
    child = os.fork()
    if child == 0:
        for alias in connections:
            connections[alias].connection = None  # the parent's, not ours to close
        Attempt.settle = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
        try:
            sign(numbered, hasan)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL

    numbered.refresh_from_db()
    assert numbered.state == Letter.State.NUMBERED
    wait_a_while()
    sweep()
    numbered.refresh_from_db()
    assert numbered.is_published


def in_a_process_that(ends, numbered, hasan):
    """Sign in another process, which hangs in the middle, or is killed there; its number."""
    child = os.fork()
    if child == 0:
        for alias in connections:
            connections[alias].connection = None  # the parent's, not ours to close
        Attempt.hand_over = ends
        try:
            sign(numbered, hasan)
        finally:
            os._exit(1)
    return child


def test_what_a_dead_process_left_is_free_at_once_and_the_page_says_so(
    postgresql, client, numbered, hasan
):
    child = in_a_process_that(lambda *args: os.kill(os.getpid(), signal.SIGKILL), numbered, hasan)
    os.waitpid(child, 0)
    assert numbered.is_being_signed()
    client.force_login(hasan)

    page = client.get(reverse("issuance", args=[numbered.submission.code]))

    assertNotContains(page, "Surat ini sedang ditandatangani")
    assertContains(page, "Tanda tangani")
    assert Attempt.objects.get().state == Attempt.State.VOID
    sign(numbered, hasan)
    assert numbered.is_published


def test_a_signature_that_takes_long_is_left_alone(postgresql, client, numbered, hasan):
    child = in_a_process_that(lambda *args: signal.pause(), numbered, hasan)
    try:
        while not numbered.is_being_signed():
            time.sleep(0.05)
        client.force_login(hasan)
        sweep()

        page = client.get(reverse("issuance", args=[numbered.submission.code]))
        place = client.get(reverse("signing_queue", args=[numbered.submission.code]))

        assertContains(page, "sedang ditandatangani (urutan ke-1 dari 1)")
        assert place.content.decode() == (
            "Urutan ke-1 dari 1 tanda tangan yang sedang dikerjakan. Tunggu sebentar."
        )
        assert Attempt.objects.get().state == Attempt.State.STARTED
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    sweep()
    assert Attempt.objects.get().state == Attempt.State.VOID


def test_twenty_at_once_have_consecutive_numbers(postgresql, ratna, agency, hasan, key):
    letters = [another_letter(ratna, agency) for _ in range(20)]

    def take_up_and_sign(letter):
        letter.take_up(by=hasan)
        sign(letter, hasan)

    assert at_once(take_up_and_sign, letters) == []

    signed = Letter.objects.published()
    assert sorted(signed.values_list("sequence", flat=True)) == list(range(1, 21))
    assert sorted(signed.values_list("identity_sequence", flat=True)) == list(range(1, 21))
    assert set(Counter.objects.values_list("last", flat=True)) == {20}


def test_of_several_clicks_at_once_one_signs(postgresql, numbered, hasan):
    copies = [Letter.objects.get(pk=numbered.pk) for _ in range(4)]

    wrong = at_once(lambda letter: sign(letter, hasan), copies)

    assert len(wrong) == 3
    assert all(isinstance(error, NotNow) for error in wrong)
    assert Attempt.objects.count() == 1
    assert Mail.objects.filter(kind="letter_delivered").count() == 2


def test_of_signing_and_sending_back_at_once_one_wins(postgresql, numbered, hasan):
    copies = [Letter.objects.get(pk=numbered.pk) for _ in range(2)]

    def decide(letter):
        if letter is copies[0]:
            sign(letter, hasan)
        else:
            letter.send_back(by=hasan, note="Tunggu.")

    wrong = at_once(decide, copies)

    assert len(wrong) == 1
    assert isinstance(wrong[0], Refused)
    numbered.refresh_from_db()
    assert numbered.is_published or numbered.state == Letter.State.SENT_BACK


def test_numbers_rolled_back_leave_no_gap(postgresql, ratna, agency, hasan, key, monkeypatch):
    letters = [another_letter(ratna, agency) for _ in range(8)]
    unlucky = {letter.pk for letter in letters[::3]}
    take_up = type(letters[0].proposal).take_up

    def stumble(proposal):
        take_up(proposal)
        if proposal.letters.filter(pk__in=unlucky).exists():
            raise NotNow("Terputus.")

    monkeypatch.setattr(type(letters[0].proposal), "take_up", stumble)
    wrong = at_once(lambda letter: letter.take_up(by=hasan), letters)

    assert len(wrong) == len(unlucky)
    numbers = Letter.objects.filter(state=Letter.State.NUMBERED).values_list("sequence", flat=True)
    assert sorted(numbers) == list(range(1, 9 - len(unlucky)))

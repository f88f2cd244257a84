"""Who gets in or does not is told in the log: without mailboxes, without what was typed."""

import logging
import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from accounts.devices import mark_of
from romantik.logs import OneLine, logging_to_stdout
from tests.cast import PASSWORD

HERE = "from 127.0.0.1"
NEW = "sambal-acan-pedas-sekali"


@pytest.fixture
def lines(caplog):
    """What was told since it was asked for last."""
    caplog.set_level(logging.INFO, "romantik.safety")

    def new():
        told = [r.getMessage() for r in caplog.records if r.name == "romantik.safety"]
        caplog.clear()
        return told

    return new


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_a_log_in_a_failure_and_the_way_out(client, sari, lines):
    log_in(client, sari.email, "salah-sekali")
    log_in(client, sari.email)
    client.post(reverse("account_logout"))

    assert lines() == [
        f"log-in failed at mailbox {mark_of(sari.email)}, {HERE}",
        f"log-in of person {sari.pk} by password, {HERE}",
        f"log-out of person {sari.pk}, {HERE}",
    ]


def test_nobody_reads_a_mailbox_or_what_was_typed(client, sari, lines):
    log_in(client, sari.email, "salah-sekali")
    log_in(client, "rahasia-di-kotak-yang-salah", "lain")

    assert re.search(r"sari|example|salah|rahasia|lain", " ".join(lines())) is None


def test_attempts_at_one_mailbox_are_found_until_the_brake_holds(client, sari, lines):
    for _ in range(13):
        log_in(client, sari.email, "salah-sekali")

    mark = mark_of(sari.email)
    assert lines() == [f"log-in failed at mailbox {mark}, {HERE}"] * 12 + [
        f"log-in held up by the brake at mailbox {mark}, {HERE}"
    ]


def test_wrong_and_right_codes(client, dewi, lines):
    TOTP.activate(dewi, generate_totp_secret())
    log_in(client, dewi.email)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert lines() == [f"wrong code of the second factor of person {dewi.pk}, {HERE}"]

    secret = get_adapter().decrypt(dewi.authenticator_set.get().data["secret"])
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert lines() == [f"log-in of person {dewi.pk} by password+totp, {HERE}"]


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_changes_of_what_lets_one_in(client, sari, lines):
    log_in(client, sari.email)
    lines()
    changed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), changed)

    assert lines() == [f"password changed, person {sari.pk}, {HERE}"]


def test_a_refusal_names_who_was_refused(client, sari, caplog):
    client.force_login(sari)
    client.get(reverse("office"))

    (record,) = [r for r in caplog.records if r.name == "django.request"]
    line = OneLine("[{incident}]: {message}", style="{").format(record)
    assert f" person {sari.pk}]: Forbidden (Permission denied): /kantor/ | " in line


def test_a_line_says_how_far_its_clock_is_from_utc():
    line = logging_to_stdout("INFO")["formatters"]["line"]
    record = logging.LogRecord("a", logging.INFO, "", 0, "wie", None, None)

    told = OneLine(line["fmt"], line["datefmt"], line["style"]).format(record)

    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0800 INFO a ", told)

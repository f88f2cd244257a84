"""A line for machines: an object with the request's number, the person's number, and no name."""

import json
import logging
import sys

import pytest

from romantik.celery import name_the_request, number_the_lines
from romantik.logs import OneLine, OneObject, logging_to_stdout
from romantik.serving.incidents import incident, person


@pytest.fixture
def said():
    """What a line says that is written while a request with a number is answered."""
    tokens = incident.set("ab12cd34ef56"), person.set(7)

    def say(message, *values, **more):
        record = logging.LogRecord("letters", logging.WARNING, "", 1, message, values, None)
        record.__dict__ |= more
        return json.loads(OneObject().format(record))

    yield say
    incident.reset(tokens[0])
    person.reset(tokens[1])


def test_it_says_when_where_what_and_for_whom(said):
    line = said("mail %s waits", 5, created=1772409600.25)

    assert line == {
        "time": "2026-03-02T00:00:00.250+00:00",
        "level": "WARNING",
        "logger": "letters",
        "request": "ab12cd34ef56",
        "person": 7,
        "message": "mail 5 waits",
    }


def test_an_error_brings_its_traceback_in_the_same_line(said):
    try:
        raise ValueError("Ragu\nragu")
    except ValueError:
        line = said("failed", exc_info=sys.exc_info())

    assert line["traceback"].endswith("ValueError: Ragu\nragu")


def test_the_setting_chooses_the_kind():
    assert logging_to_stdout("INFO", "json")["handlers"]["stdout"]["formatter"] == "json"


def test_a_task_carries_the_number_of_the_request_that_asked_for_it(said):
    headers = {}
    name_the_request(headers=headers)

    class Asked:
        request = type("Request", (), headers)

    incident.set("-")
    number_the_lines(task=Asked, task_id="11-22")
    assert incident.get() == "ab12cd34ef56"


def test_what_the_clock_asks_for_has_the_number_of_the_task(said):
    class Scheduled:
        request = type("Request", (), {"asked_by": "-"})

    number_the_lines(task=Scheduled, task_id="11-22")
    assert incident.get() == "11-22"


def test_a_request_notes_who_asks_and_forgets_him(client, sari):
    client.force_login(sari)
    client.get("/")
    assert person.get() == sari.pk
    client.logout()
    client.get("/")
    assert person.get() is None


HOSTILE = "a\nb\r2026-03-02 INFO c\x1b[2Jd\x85e\u2028f\ud800g"


def test_words_of_strangers_end_no_line_and_move_no_cursor():
    record = logging.LogRecord("files", logging.WARNING, "", 1, "%s", (HOSTILE,), None)
    line = OneLine("{message}", style="{").format(record)

    assert line == r"a | b\x0d2026-03-02 INFO c\x1b[2Jd\x85e\u2028f\ud800g"


def test_half_a_letter_can_be_written(said):
    assert said("%s", HOSTILE)["message"] == HOSTILE
    record = logging.LogRecord("files", logging.WARNING, "", 1, "%s", (HOSTILE,), None)
    assert OneObject().format(record).encode().count(b"\n") == 0

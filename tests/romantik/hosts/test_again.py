"""A reading that lost its line is begun once more; tasks are handed out again; words stay."""

from types import SimpleNamespace

import psycopg2
import pytest
from django.db import OperationalError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from events.once import TOKEN
from romantik.hosts.tasks import once_more
from romantik.serving.outages import BUSY
from romantik.serving.telling import told
from romantik.views import home


def lost(words="server closed the connection unexpectedly"):
    error = OperationalError(words)
    error.__cause__ = psycopg2.OperationalError(words)
    return error


@pytest.fixture
def failing(client, monkeypatch):
    """The home page whose first answers break off with these errors."""
    client.raise_request_exception = False
    drawn = home.render

    def fail(*problems):
        left, asked = list(problems), []

        def draw(*args, **kwargs):
            asked.append(args[0])
            if left:
                raise left.pop(0)
            return drawn(*args, **kwargs)

        monkeypatch.setattr(home, "render", draw)
        return client.get(reverse("home")), asked

    return fail


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("problems", "status", "asked"),
    [
        ([], 200, 1),
        ([lost()], 200, 2),
        ([lost(), lost()], 503, 2),
        ([ValueError("a mistake")], 500, 1),
    ],
)
def test_a_page_that_lost_its_line_is_drawn_once_more(failing, office, problems, status, asked):
    answer, requests = failing(*problems)

    assert (answer.status_code, len(requests)) == (status, asked)
    assert len({id(request) for request in requests}) == asked  # nothing of the first try is kept


@pytest.mark.django_db
def test_without_replicas_nothing_is_asked_or_set(client, office, django_assert_num_queries):
    client.get(reverse("catalogue"))
    with django_assert_num_queries(2):
        answer = client.get(reverse("catalogue"))

    assert set(answer.cookies) == set()


class Retried(Exception):
    """As Celery says it."""


def task(*, at_once=False, retries=0):
    asked = {}

    def retry(**facts):
        asked.update(facts)
        raise Retried

    request = SimpleNamespace(called_directly=at_once, is_eager=False, retries=retries)
    return SimpleNamespace(request=request, retry=retry), asked


@pytest.mark.django_db
def test_a_task_that_lost_its_line_is_handed_out_again_a_little_later():
    given, asked = task(retries=2)

    with pytest.raises(Retried):
        once_more(given, problem := lost())

    assert asked == {"exc": problem, "countdown": 40, "max_retries": 5}


@pytest.mark.parametrize(
    ("problem", "at_once"), [(lost(), True), (OperationalError("no such table"), False)]
)
def test_other_errors_and_calls_are_left_alone(problem, at_once):
    given, asked = task(at_once=at_once)

    once_more(given, problem)

    assert asked == {}


def posted(rf, **sent):
    return told(rf.post("/pengaduan/baru/?dari=katalog", sent), BUSY)


def test_what_was_sent_stays_on_the_page_with_its_one_time_key(rf):
    page = posted(rf, **{TOKEN: "kunci", "text": ["baris <1>", "baris 2"]})

    assertContains(page, '<form method="post" action="/pengaduan/baru/?dari=katalog">', 1, 503)
    for field in (
        f'<input type="hidden" name="{TOKEN}" value="kunci">',
        '<input type="hidden" name="text" value="baris &lt;1&gt;">',
        '<input type="hidden" name="text" value="baris 2">',
    ):
        assertContains(page, field, 1, 503)


def test_no_secret_is_shown_on_it(rf):
    page = posted(rf, login="a@example.go.id", password="sangat-rahasia")

    assertNotContains(page, "sangat-rahasia", 503)
    assertNotContains(page, "<form", 503)

"""A mail of a file that did not arrive is sent again, because a person says so."""

import pytest
from django.urls import reverse

from events.models import Event, Mail
from tests.pages import told
from tests.submissions import make_submitted


def test_a_mail_that_went_astray_is_sent_again_by_a_person(client, survey, ratna):
    mail = Mail.objects.about(survey).get(kind="submission_received")
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.UNKNOWN)
    client.force_login(ratna)
    url = reverse("mail_resending", args=[survey.code, mail.pk])
    assert url in client.get(reverse("submission", args=[survey.code])).content.decode()

    sent = client.post(url)

    assert sent.url == reverse("submission", args=[survey.code])
    assert told(sent) == [f"Surel akan dikirim ulang kepada {mail.to}."]
    mail.refresh_from_db()
    assert mail.state == Mail.State.QUEUED
    assert url not in client.get(reverse("submission", args=[survey.code])).content.decode()


def test_a_mail_on_its_way_is_not_sent_twice(client, survey, budi):
    mail = Mail.objects.about(survey).get(kind="submission_received")
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.FAILED)
    client.force_login(budi)
    url = reverse("mail_resending", args=[survey.code, mail.pk])

    client.post(url)
    twice = client.post(url)

    assert told(twice) == ["Surel ini masih menunggu atau sedang dikirim."]
    assert Event.objects.filter(action="mail.resend").count() == 1


@pytest.mark.parametrize(
    ("person", "code"),
    [("sari", 403), ("dewi", 403), ("official_of_another_office", 404), ("stranger", 403)],
)
def test_nobody_else_has_a_mail_sent_again(client, survey, person, code, request):
    mail = Mail.objects.about(survey).get(kind="submission_received")
    client.force_login(request.getfixturevalue(person))

    assert client.post(reverse("mail_resending", args=[survey.code, mail.pk])).status_code == code


def test_a_mail_of_another_file_is_not_found(client, sari, survey, ratna):
    other = make_submitted(sari)
    mail = Mail.objects.about(other).get(kind="submission_received")
    client.force_login(ratna)

    assert client.post(reverse("mail_resending", args=[survey.code, mail.pk])).status_code == 404

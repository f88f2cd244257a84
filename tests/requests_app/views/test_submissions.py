from django.urls import reverse

from events.models import Mail


def test_a_mail_that_went_astray_is_sent_again_by_a_person(client, survey, ratna):
    mail = Mail.objects.about(survey).get(kind="submission_received")
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.UNKNOWN)
    client.force_login(ratna)
    url = reverse("mail_resending", args=[survey.code, mail.pk])
    assert url in client.get(reverse("submission", args=[survey.code])).content.decode()

    client.post(url)

    mail.refresh_from_db()
    assert mail.state == Mail.State.QUEUED
    assert url not in client.get(reverse("submission", args=[survey.code])).content.decode()

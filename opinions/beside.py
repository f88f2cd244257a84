"""Opinions beside the questions they are about, in the examination."""

from requests_app.examining.beside import stands_beside


@stands_beside
def opinions(submission, user):
    """What was asked and answered; one query. Who writes notes makes one of an answer."""
    may_note = submission.may("return_for_revision", user)
    for opinion in submission.opinions.standing():
        opinion.template, opinion.may_note = "opinions/_opinion.html", may_note
        yield opinion

"""What stands on the desk because an opinion was asked, or given."""

from django.urls import reverse
from django.utils.dateformat import format as formatted

from accounts.waiting import Task, Waiting, waits
from opinions.models import Opinion
from requests_app.models.submissions.submission_queryset import FILE_ROLES

MOST_ROWS = 30  # the rest is in the list


@waits
def opinions(user):
    """What he is to answer, and the answers to what he asked."""
    if user.has_role(*FILE_ROLES):
        found = Opinion.objects.on_desk_of(user)
        yield Waiting(
            "pendapat", found, reverse("opinions"), rows=lambda: map(_row, _urgent(found))
        )


def _urgent(found):
    return found.in_full().most_urgent_first()[:MOST_ROWS]


def _row(opinion):
    page, due = opinion.get_absolute_url(), opinion.due
    title = opinion.submission.as_submitted().spoken_title
    facts = {"href": page, "step_href": page}
    if due is None:
        return Task(
            title=f"Pendapat {opinion.answerer} tentang {opinion.about}",
            detail=title,
            step="Baca pendapat",
            state="sudah dijawab",
            tone="good",
            icon="reply-fill",
            **facts,
        )
    return Task(
        title=f"Pendapat diminta tentang {opinion.about}",
        detail=f"{opinion.asked_by.name} · {title}",
        step="Beri pendapat",
        state=f"{due.short_words} · {formatted(due.on, 'j M Y')}",
        tone=due.tone,
        icon=due.icon_name,
        **facts,
    )

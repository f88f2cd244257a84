"""The words of mails, from the three templates of their kind."""

import re
from functools import cached_property

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse

from events.topics import topic_of

LONGEST_SUBJECT = 250
LONGEST_PATH = 500
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Words:
    """What mails of that kind say; each text is rendered when it is first asked for, once."""

    def __init__(self, kind, context, *, has_account):
        self._kind = kind
        self._context = {**context, **(_way_to_choose(topic_of(kind)) if has_account else {})}

    @cached_property
    def subject(self):
        return one_line(self._render("subject.txt"))

    @cached_property
    def text(self):
        return self._render("body.txt")

    @cached_property
    def html(self):
        return self._render("body.html", autoescape=True, mail_subject=self.subject)

    @cached_property
    def path(self):
        """Where the mail leads: the first page of the portal that its text names."""
        link = re.search(rf"{re.escape(settings.PORTAL_URL)}(/\S+)", self.text)
        return link[1] if link and len(link[1]) <= LONGEST_PATH else reverse("desk")

    def _render(self, name, autoescape=False, **more):
        context = {"portal_url": settings.PORTAL_URL, **self._context, **more}
        template = get_template(f"emails/{self._kind}/{name}").template
        return template.render(Context(context, autoescape=autoescape))


def _way_to_choose(topic):
    """The page at the foot of a mail where a person says when he wants such mails, if he may."""
    page = settings.PORTAL_URL + reverse("notice_choices")
    return {"choices_url": page} if topic.is_choosable else {}


def one_line(subject):
    line = " ".join(CONTROL_CHARACTERS.sub(" ", subject).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def tidy(text):
    """Text without control characters and without the gaps that template tags leave."""
    lines = CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n")).strip().split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)) + "\n"

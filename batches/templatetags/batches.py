"""What lists and people's pages offer for several files at once."""

from django import template
from django.http import QueryDict
from django.urls import reverse

from batches.deeds import deeds_for
from requests_app.models import Submission
from requests_app.workflow import STEPS

register = template.Library()


@register.simple_tag
def deeds_of(user):
    """The deeds that this person's work knows: ``(name, deed)``."""
    return list(deeds_for(user).items())


@register.inclusion_tag("batches/_in_hand.html")
def in_hand(person, user):
    """The files that a colleague examines, and the way to hand them all over, if one may."""
    files = Submission.objects.visible_to(user).filter(examiner=person)
    files = files.filter(state__in=STEPS["assign"].sources).most_urgent_first()
    asked = QueryDict("tindakan=alihkan", mutable=True)
    asked.setlist("berkas", files.values_list("code", flat=True))
    may = "alihkan" in deeds_for(user)
    href = f"{reverse('batch_new')}?{asked.urlencode()}" if may else ""
    return {"person": person, "count": len(asked.getlist("berkas")), "href": href}

"""One recommended activity: all that anybody may know of it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from accounts.access import speak_for
from accounts.models import Office
from catalogue.limits import limited
from letters.models import Letter
from requests_app.models import Activity, Earlier
from requests_app.views.filling.beginnings import may_start


@login_not_required
@require_safe
@limited("catalogue")
@conditional_page
@cache_control(no_cache=True)
def show(request, identity):
    """The public answers, the same activity through the years, the letter and its check."""
    activity = get_object_or_404(Activity, code=identity)
    user = request.user
    speak_for(request, SimpleLazyObject(_office(activity).first))
    context = {
        "activity": activity,
        "blocks": activity.read(),
        "years": activity.through_the_years(),
        "letter": _letter(activity),
        "may_begin": not activity.is_withdrawn and (not user.is_authenticated or may_start(user)),
    }
    response = render(request, "catalogue/entry.html", context)
    if activity.is_withdrawn:
        response["X-Robots-Tag"] = "noindex"
    return response


def _office(activity):
    """Whose activity it is; whoever was before the portal is named by what is kept of it."""
    if activity.is_archive:
        return Office.objects.filter(
            pk__in=Earlier.objects.filter(pk=activity.earlier_id).values("office")
        )
    return Office.objects.filter(submissions=activity.submission_id)


def _letter(activity):
    """The letter that the entry tells of, for the way to its check; an archive has none."""
    if activity.is_archive:
        return None
    published = Letter.objects.published().filter(submission_id=activity.submission_id)
    return published.filter(number=activity.letter_number).only("token", "state").first()

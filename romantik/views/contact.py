"""Whom to tell of a hole in the portal: `security.txt` (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.models import Office

GOOD_FOR = timedelta(days=180)  # counted anew each day, so it never runs out
POLICY = "melaporkan-celah-keamanan"  # a page of the guide


@login_not_required
@require_safe
@cache_control(public=True, max_age=86_400)
def security_txt(request):
    """The only office or the centre's by mail, then the page for complaints."""
    office = Office.objects.speaks_for_all()
    last_day = timezone.now().astimezone(UTC).date() + GOOD_FOR
    lines = [
        *([f"Contact: mailto:{office.email}"] if office and office.email else []),
        f"Contact: {own('complaint_new')}",
        f"Expires: {datetime.combine(last_day, time(), UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: id, en",
        f"Canonical: {own('security_txt')}",
        f"Policy: {own('guide_page', POLICY)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def own(name, *parts):
    return settings.PORTAL_URL + reverse(name, args=parts)

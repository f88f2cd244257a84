"""The mailbox of the demonstration: every mail that the portal wrote, readable by anybody."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from events.models import Mail

A_PAGE = 50
# The mail is shown in a sandbox of its own: no scripts, no forms, nothing from elsewhere.
SANDBOX = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)


def demonstration_only(view):
    """The view exists in the demonstration only, and there it is open to all."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        if not settings.DEMONSTRATION:
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(never_cache(require_safe(shown)))


@demonstration_only
def mailbox(request):
    mails = Mail.objects.order_by("-pk").defer("text", "html")
    recipient = request.GET.get("kepada", "").replace("\x00", "").strip()[:254]
    before = request.GET.get("sebelum", "")
    if recipient:
        mails = mails.filter(to__iexact=recipient)
    if before.isascii() and before.isdigit() and len(before) < 19:
        mails = mails.filter(pk__lt=before)
    page = list(mails[: A_PAGE + 1])
    return render(
        request,
        "mailbox/mailbox.html",
        {
            "mails": page[:A_PAGE],
            "older": page[A_PAGE - 1].pk if len(page) > A_PAGE else None,
            "recipient": recipient,
        },
    )


@demonstration_only
def mail(request, pk):
    return render(request, "mailbox/mail.html", {"mail": get_object_or_404(Mail, pk=pk)})


@demonstration_only
@xframe_options_sameorigin
def mail_html(request, pk):
    mail = get_object_or_404(Mail.objects.exclude(html=""), pk=pk)
    return HttpResponse(mail.html, headers={"Content-Security-Policy": SANDBOX})


@demonstration_only
def mail_attachment(request, pk, n):
    attachments = get_object_or_404(Mail, pk=pk).attachments
    if n >= len(attachments):
        raise Http404
    name, filename, content_type = attachments[n]
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=filename, content_type=content_type)

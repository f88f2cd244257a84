"""The objection of an address, through the person looking."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from appeals.models import Appeal

RELATED = (
    *("submission__agency", "submission__office", "submission__examiner", "office", "handler"),
    *("by", "decision__office", "decision__proposal", "decision__signer"),
)
SHUT_OUT = (
    "Anda ikut memutuskan pengajuan ini, jadi orang lain yang menelaah dan menjawab keberatannya."
)
OVER = "Keberatan ini sudah selesai, jadi berkasnya hanya dibaca satuan kerja yang memeriksanya."


def find(request, code):
    """The objection if this person may see it, else 404."""
    visible = Appeal.objects.visible_to(request.user).select_related(*RELATED)
    return get_object_or_404(visible, code=code)


def find_lent(request, code):
    """The same for who reads the file on the way to an answer."""
    appeal = find_for_answerer(request, code)
    if not appeal.is_lent_to(request.user):
        raise PermissionDenied(OVER)
    return appeal


def find_for_answerer(request, code):
    """The same for who answers or signs; who decided is told why not, others see no such page."""
    appeal = find(request, code)
    if not appeal.is_read_by(request.user):
        decided = appeal.is_shut_out(request.user)
        raise PermissionDenied(
            SHUT_OUT if decided else "Halaman ini untuk yang menjawab keberatan."
        )
    return appeal

"""What pages say of a file beside its name."""

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def unscanned(file):
    """That no virus scanner has looked at it, and whether one still will; "" once it has."""
    if file.scanned_at:
        return ""
    return (
        "belum diperiksa virus; diperiksa menyusul" if settings.SCANNER else "tidak dipindai virus"
    )

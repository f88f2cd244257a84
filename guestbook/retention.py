"""How visitors are forgotten; by which day, their office's own calendar says."""

from guestbook.models import Visit
from norms.keeping import keeps


@keeps("keep.visitors", "guestbook.Visit")
def visitors(before):
    return Visit.objects.erase_old()

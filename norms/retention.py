"""What the apps beneath this one keep, and for how long: they know nothing of the table."""

from django.core.files.storage import default_storage
from django.utils import timezone

from events.models import Made, Notice, Read
from files.arriving import store
from norms.keeping import keeps
from norms.models import Sweep


@keeps("keep.notices", "events.Notice")
def notices(before):
    """Those that still wait for their mail stay."""
    old = Notice.objects.filter(created_at__lt=before)
    return old.exclude(pk__in=Notice.objects.waiting()).delete()[0]


@keeps("keep.reads", "events.Read")
def reads(before):
    return Read.objects.filter(at__lt=before).delete()[0]


@keeps("keep.forms", "events.Made")
def forms(before):
    """What forms have made is asked for as long as somebody may still go back to their page."""
    return Made.objects.filter(at__lt=before).delete()[0]


@keeps("keep.arrivals")
def arrivals(before):
    """Files on their way that nobody has taken, those half written, those that no row names."""
    default_storage.sweep()
    return store.sweep(timezone.now() - before)


@keeps("keep.sweeps", "norms.Sweep")
def sweeps(before):
    return Sweep.objects.filter(at__lt=before).delete()[0]

"""The chain of one office, where each has its own (`CHAIN_PER_OFFICE`)."""

from django.conf import settings
from django.db import models

from .digests import FIRST, digest_of
from .event import ChainEnd, ChainHead

INSTALLATION = "installation"  # what belongs to no office; sorts behind the codes of offices


class ChainQuerySet(models.QuerySet):
    def beginning_of(self, name):
        """What the first row of that chain follows; nothing does in one that was never begun."""
        found = self.filter(pk=name).first()
        return found.beginning if found else "-"


class Chain(ChainEnd):
    """The end of one chain. It begins where the common one stood, which old rows are part of."""

    name = models.CharField(max_length=12, primary_key=True)  # the office's code
    base = models.CharField(max_length=64, blank=True)  # the common chain's end when it began

    objects = ChainQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def beginning(self):
        """What its first row follows; by the algorithm of its base, on whatever day it is asked."""
        return digest_of(f"{self.name}\n{self.base}", like=self.base or FIRST)

    @classmethod
    def locked(cls, name):
        """The row, held until the transaction ends; begun by whoever is the first."""
        held = cls.objects.select_for_update()
        if found := held.filter(pk=name).first():
            return found
        base = ChainHead.locked().digest  # held by whoever begins one: nobody else does
        if found := held.filter(pk=name).first():
            return found
        begun = cls(name=name, base=base)
        begun.digest = begun.beginning
        begun.save(force_insert=True)
        return begun


def name_for(subject):
    """In which chain its events belong: None for the common one."""
    if not settings.CHAIN_PER_OFFICE:
        return None
    is_office = subject._meta.label == "accounts.Office"
    code = subject.pk if is_office else getattr(subject, "office_id", None)
    return code or INSTALLATION

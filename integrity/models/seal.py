from django.db import models


class Seal(models.Model):
    """The chain's end at one moment, signed: what stood there then cannot be taken back unseen.

    ``count`` are the events there were, ``told`` those that the chain's own end told of; they
    differ only after a loss that was accepted. ``line`` is the seal as it is kept outside.
    """

    count = models.PositiveBigIntegerField()
    told = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()  # number of the newest event
    digest = models.CharField(max_length=64)  # of that event
    at = models.DateTimeField()
    line = models.TextField(unique=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.line

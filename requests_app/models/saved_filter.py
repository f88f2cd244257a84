from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A search of the desk that a person keeps under a name of his own."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)  # of the list's address: "status=submitted&cari=ikan"

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="saved_filter_name", fields=["person", "name"])]

    def __str__(self):
        return self.name

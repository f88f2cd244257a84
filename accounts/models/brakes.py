from django.db import models


class Brake(models.Model):
    """What a brake has counted while the cache was away.

    `romantik/cache.py` writes and reads it as Django's cache in a database does; the columns are
    that one's.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.cache_key

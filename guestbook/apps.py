from django.apps import AppConfig


class GuestbookConfig(AppConfig):
    """Visits to the counter and the queue: who came, for what, how long he waited."""

    name = "guestbook"
    verbose_name = "Buku tamu"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from guestbook import desk, reactions  # noqa: F401  what is begun while one serves

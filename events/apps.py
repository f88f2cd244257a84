from django.apps import AppConfig


class EventsConfig(AppConfig):
    """What happened, and who hears of it."""

    name = "events"
    verbose_name = "Riwayat"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from events import outbox  # noqa: F401  the outbox reacts to events

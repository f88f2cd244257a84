from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    """Which days count."""

    name = "workdays"
    verbose_name = "Hari kerja"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # They listen to requests, and tell what of the calendar is to be done.
        from workdays import calendar, findings  # noqa: F401

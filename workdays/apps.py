from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    """Which days count."""

    name = "workdays"
    verbose_name = "Hari kerja"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from workdays import calendar  # noqa: F401  it listens to the beginning and end of requests

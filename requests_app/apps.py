from django.apps import AppConfig


class RequestsAppConfig(AppConfig):
    """Submissions of statistical activities and their examination."""

    name = "requests_app"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from requests_app import emails, figures, tasks  # noqa: F401  they react to what happens

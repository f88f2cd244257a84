from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RequestsAppConfig(AppConfig):
    """Submissions of statistical activities and their examination."""

    name = "requests_app"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from requests_app import desk, emails, figures, publishing, tasks  # noqa: F401
        from requests_app.search import index

        post_migrate.connect(index.stand_up, sender=self)

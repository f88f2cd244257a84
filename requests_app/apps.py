from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RequestsAppConfig(AppConfig):
    """Submissions of statistical activities and their examination."""

    name = "requests_app"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from requests_app import desk, emails, inspections, reactions, tasks  # noqa: F401
        from requests_app.activities import publishing
        from requests_app.activities.search import index, trigrams
        from requests_app.board import keeping  # noqa: F401
        from requests_app.helping import desk as helping_desk  # noqa: F401
        from requests_app.helping import mails  # noqa: F401

        post_migrate.connect(index.stand_up, sender=self)
        post_migrate.connect(trigrams.stand_up, sender=self)
        post_migrate.connect(publishing.renew, sender=self)

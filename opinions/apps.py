from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    """What others are asked about a file, inside the office and beyond, and what they answer."""

    name = "opinions"
    verbose_name = "Pendapat"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from opinions import beside, desk, emails, reactions  # noqa: F401

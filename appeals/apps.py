from django.apps import AppConfig


class AppealsConfig(AppConfig):
    """Objections to a decision: filed, looked at by somebody else, answered by a letter."""

    name = "appeals"
    verbose_name = "Keberatan atas keputusan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from appeals import desk, emails, figures, inspections, reactions  # noqa: F401

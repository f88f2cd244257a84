from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Advice on a planned activity: asked for, given, kept; and the appointments for it."""

    name = "consultations"
    verbose_name = "Konsultasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from consultations import desk, emails, figures, inspections, tasks  # noqa: F401

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """What people think of the service: ratings, complaints, and what was done about them."""

    name = "complaints"
    verbose_name = "Penilaian dan pengaduan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from complaints import emails  # noqa: F401  mails react to events

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ComplaintsConfig(AppConfig):
    """What people think of the service: ratings, complaints, and what was done about them."""

    name = "complaints"
    verbose_name = "Penilaian dan pengaduan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from complaints import complaint_emails, desk, emails, guards, inspections, reactions  # noqa: F401

        pre_migrate.connect(guards.take_down, sender=self)
        post_migrate.connect(guards.stand_up, sender=self)

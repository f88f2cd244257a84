from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LettersConfig(AppConfig):
    """Recommendation letters: numbered, rendered, signed, sent, and checked by anybody."""

    name = "letters"
    verbose_name = "Surat rekomendasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from letters import checks, desk, emails, guards, inspections, reactions  # noqa: F401

        post_migrate.connect(guards.stand_up, sender=self)

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Recommendation letters: numbered, rendered, signed, sent, and checked by anybody."""

    name = "letters"
    verbose_name = "Surat rekomendasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from letters import checks, emails, reactions  # noqa: F401

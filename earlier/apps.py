from django.apps import AppConfig


class EarlierConfig(AppConfig):
    """What was recommended before the portal, brought in from tables and records, or taken back."""

    name = "earlier"
    verbose_name = "Rekomendasi terdahulu"
    default_auto_field = "django.db.models.BigAutoField"

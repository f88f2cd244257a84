from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Copies of the whole portal elsewhere, and putting it back from one."""

    name = "backups"
    verbose_name = "Cadangan"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    """Whether what was kept is still as it was kept, and who is told when it is not."""

    name = "integrity"
    verbose_name = "Keutuhan data"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from integrity import desk, emails  # noqa: F401

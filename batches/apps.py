from django.apps import AppConfig


class BatchesConfig(AppConfig):
    """One deed for several files at once: looked at first, then done to each."""

    name = "batches"
    verbose_name = "Beberapa pengajuan sekaligus"
    default_auto_field = "django.db.models.BigAutoField"

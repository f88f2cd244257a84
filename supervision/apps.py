from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """What province and centre see of the offices beneath them: figures and lists, read only."""

    name = "supervision"
    verbose_name = "Pengawasan"
    default_auto_field = "django.db.models.BigAutoField"

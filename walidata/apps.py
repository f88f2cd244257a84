from django.apps import AppConfig


class WalidataConfig(AppConfig):
    """The custodian of a region's data: what it sees of files there, and its opinion of them."""

    name = "walidata"
    verbose_name = "Walidata"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from walidata import beside, desk, emails, moving  # noqa: F401

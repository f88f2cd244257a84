from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The public's view of the activities that have been recommended."""

    name = "catalogue"
    verbose_name = "Katalog"
    default_auto_field = "django.db.models.BigAutoField"

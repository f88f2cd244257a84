from django.apps import AppConfig


class FilesConfig(AppConfig):
    """What comes in and goes out as a file, and where it is kept."""

    name = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from files.storing import checks  # noqa: F401

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NormsConfig(AppConfig):
    """What the law and the office's promises say: every limit once, with its deed."""

    name = "norms"
    verbose_name = "Ketentuan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from norms import reading  # noqa: F401  forgets what it knows when a row changes

        autodiscover_modules("retention")  # what each app erases in time

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """People, agencies, offices and areas; who may log in and what they may do."""

    name = "accounts"
    verbose_name = "Akun"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from files.arriving import views

        from . import emails, signals  # noqa: F401  they register themselves
        from .models import rooms
        from .privacy import desk, retention  # noqa: F401
        from .sessions import ending, recovery, watching  # noqa: F401

        recovery.take_over()
        views.obstacles.append(rooms.obstacle_for)
        autodiscover_modules("holdings")  # what each app holds of a person

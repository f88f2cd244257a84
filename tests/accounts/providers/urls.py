"""The portal's addresses where a provider is listed."""

from django.urls import include, path

from romantik.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [path("", include("accounts.providers.urls")), *urlpatterns]

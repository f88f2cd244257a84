"""Addresses of this app."""

from django.urls import path, register_converter

from catalogue.views import entries, listing


class IdentityConverter:
    """The identity of a recommendation, "V-26.6302.014"; small letters are taken too."""

    regex = r"[A-Za-z]-[0-9]{2}\.[0-9]{4}\.[0-9]{3,8}"

    def to_python(self, value):
        return value.upper()

    def to_url(self, value):
        return str(value)


register_converter(IdentityConverter, "identity")

urlpatterns = [
    path("katalog/", listing.index, name="catalogue"),
    path("katalog/<identity:identity>/", entries.show, name="catalogue_entry"),
    path("robots.txt", listing.robots, name="robots"),
]

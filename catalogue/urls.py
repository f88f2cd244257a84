"""Addresses of this app."""

from django.urls import path, register_converter

from catalogue.views import api, entries, files, listing


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
    path("katalog/data-terbuka/", files.open_data, name="catalogue_open_data"),
    path("katalog/umpan.atom", files.feed, name="catalogue_feed"),
    path("katalog/kegiatan.csv", files.as_csv, name="catalogue_csv"),
    path("katalog/kegiatan.json", files.as_json, name="catalogue_json"),
    path("katalog/dcat.jsonld", files.dcat, name="catalogue_dcat"),
    path("api/v1/openapi.json", api.openapi, name="api_openapi"),
    path("api/v1/kegiatan/", api.activities, name="api_activities"),
    path("api/v1/kegiatan/<identity:identity>/", api.activity, name="api_activity"),
    path("api/<path:rest>", api.lost, name="api_lost"),
    path("robots.txt", listing.robots, name="robots"),
]

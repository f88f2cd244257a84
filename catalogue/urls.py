"""Addresses of this app; `requests_app/urls.py` knows what an identity looks like."""

from django.urls import path

from catalogue.views import api, entries, files, listing

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

"""Who may open the pages of a country: rows for tests/test_urls.py.

There Kotabaru stands beside another office and without a centre, so nobody decides for all; what
the centre's admin may open is asked in test_making.py.
"""

CENTRES = "302 403 403 403 403 403 403 403 403"
OF_THE_COUNTRY = {
    "country": ("get", CENTRES),
    "country_office_new": ("get", CENTRES),
    "country_list_new": ("get", CENTRES),
    "country_list_csv": ("get", CENTRES),
    "country_list": ("get", CENTRES),
    "country_office": ("get", CENTRES),
    "country_office_admin": ("post", CENTRES),
    "country_closing": ("get", CENTRES),
    "country_reopening": ("get", CENTRES),
}

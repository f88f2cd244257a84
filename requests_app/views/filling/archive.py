"""What was recommended before the portal, to begin a draft from."""

from requests_app.models import Earlier

MOST = 20


def earlier_ones(user, words, year, *, own):
    """The newest that match, the agency's own alone if asked for; each says what it lends."""
    found = Earlier.objects.matching(words)
    if own and user.agency_id:
        found = found.of_agency(user.agency)
    if year and 1945 <= year <= 2100:
        found = found.filter(letter_dated_on__year=year)
    rows = list(found.select_related("agency", "office")[:MOST])
    for row in rows:
        row.begin_by = row.identity
    return rows


def earlier_one(identity):
    """That of this identity, or None."""
    found = Earlier.objects.select_related("agency", "office").filter(identity=identity)
    return found.first()

"""The lock that verbs take on the row they change."""


def hold(row):
    """Read the row anew and hold it until the transaction ends: of two clicks the second waits.

    No join: PostgreSQL loses a row whose key to the other table changed while it waited.
    """
    row.refresh_from_db(from_queryset=type(row).objects.select_for_update(of=("self",)))

"""A Walidata's notes beside the questions they are about, for the examiner and the agency."""

from requests_app.examining.beside import heard_by_agency, stands_beside


@stands_beside
def points(submission, user):
    """In the examination; who writes notes there answers them or makes them his own."""
    may = submission.walidata_at is not None and submission.may("return_for_revision", user)
    for point in said(submission):
        point.may_settle, point.is_inside = may and not point.is_settled, True
        yield point


@heard_by_agency
def said(submission):
    """Each note that was given; no query for a file about which nobody gave an opinion."""
    if submission.walidata_at is None:
        return
    for statement in submission.statements.given():
        statement.submission = submission
        for point in statement.points.all():
            point.statement = statement
            yield point

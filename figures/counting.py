"""Counts for links beside a list: exact up to a thousand, told as "1.000+" beyond it.

Reading stops at the first row too many, so a count costs the same however large the table is.
"""

from django.contrib.auth import get_user_model
from django.db.models import IntegerField, Subquery

from figures.charts import spoken

CAP = 1000


class HowMany(Subquery):
    """How many rows a query finds, as a value of another one."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def counts(found, user):
    """How many each of these querysets finds, at most 1,001, by the same names; one query."""
    asked = {
        f"n{number}": HowMany(queryset.order_by().values("pk")[: CAP + 1])
        for number, queryset in enumerate(found.values())
    }
    row = get_user_model().objects.filter(pk=user.pk).values(**asked).get() if asked else {}
    return dict(zip(found, (number or 0 for number in row.values()), strict=True))


def said(count):
    """A count in words."""
    return f"{spoken(CAP)}+" if count > CAP else spoken(count)

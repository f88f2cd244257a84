"""The areas of Indonesia as BPS numbers them: provinces, and the regencies inside them."""

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When


class RegionQuerySet(models.QuerySet):
    def provinces(self):
        return self.filter(kind=Region.Kind.PROVINCE)

    def regencies(self, province=None):
        """Regencies and cities, of one province (a Region or its code) if given."""
        found = self.exclude(kind=Region.Kind.PROVINCE)
        if province is None:
            return found
        return found.filter(province_id=getattr(province, "pk", province))

    def of_kind(self, kind):
        """Those of one kind, "regency" with its cities; all without a kind."""
        if kind == "regency":
            return self.regencies()
        return self.filter(kind=kind) if kind else self.all()

    def search(self, q, kind=None):
        """Names that contain `q`, those that begin with it first; a code is found by its start.

        "kota ban" looks among the cities, but "kota baru" still finds Kotabaru.
        """
        q = " ".join(q.split())
        begins = (
            Q(name__istartswith=q) | Q(code__startswith=q) | Q(name__istartswith=q.replace(" ", ""))
        )
        found = begins | Q(name__icontains=q)
        first, _, rest = q.partition(" ")
        if rest and first.lower() in Region.Kind.values:
            begins |= Q(kind=first.lower(), name__istartswith=rest)
            found |= Q(kind=first.lower(), name__icontains=rest)
        rank = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.of_kind(kind).filter(found | begins).order_by(rank, "name", "code")

    def named(self, text, kind=None):
        """The area that `text` means: a code, a suggestion, a full name or a name.

        Several if the name is not enough, none if there is no such area.
        """
        regions = self.of_kind(kind)
        text = " ".join(text.split())
        code = text.rpartition("(")[2].rstrip(")") if text.endswith(")") else text
        if code.isascii() and code.isdigit():
            return regions.filter(code=code)
        first, _, rest = text.partition(" ")
        exact = Q(name__iexact=text) | Q(name__iexact=text.replace(" ", ""))
        if rest and first.lower() in Region.Kind.values:
            exact |= Q(kind=first.lower(), name__iexact=rest)
        found = regions.filter(exact)
        return found if found.exists() else regions.search(text)


class Region(models.Model):
    """A province ("63") or a regency or city inside one ("6302")."""

    class Kind(models.TextChoices):
        PROVINCE = "provinsi", "Provinsi"
        REGENCY = "kabupaten", "Kabupaten"
        CITY = "kota", "Kota"

    code = models.CharField("kode", max_length=4, primary_key=True)
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    name = models.CharField("nama", max_length=100, db_index=True)
    province = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="regencies"
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        """Name with its kind: "Kabupaten Kotabaru", "Kota Banjarbaru"."""
        return f"{self.get_kind_display()} {self.name}"

    @property
    def suggestion(self):
        """The line offered while typing; it names the code, so it can be read back exactly."""
        return f"{self.full_name} ({self.code})"

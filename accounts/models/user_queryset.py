"""Finding people, and making them."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import BaseUserManager
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from accounts.models.offices import Office, today_at
from accounts.models.roles import SIGNERS, Role, StaffRole, require_given


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **facts):
        """A new person; without a password he sets one himself from a mailed link."""
        user = self.model(email=self.normalize_email(email), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @classmethod
    def normalize_email(cls, email):
        """Addresses are compared without regard to case, so they are kept in lower case."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, username):
        return self.get(email=self.normalize_email(username))


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees himself; an admin sees the staff of his office."""
        own = Q(pk=user.pk)
        return self.filter(own | Q(office=user.office_id) if user.has_role(Role.ADMIN) else own)

    def staff_of(self, office):
        return self.filter(office=office)

    def looked_after_at(self, office):
        """The staff of an office, and the members of its agencies."""
        return self.filter(Q(office=office) | Q(agency__office=office))

    def with_second_factor(self):
        """Each with `has_second_factor`."""
        factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes")
        return self.annotate(has_second_factor=Exists(factors))

    def with_neighbours(self):
        """Each with `among_several`: what only a country needs is shown to no office alone."""
        others = Office.objects.order_by().exclude(pk=OuterRef("office"))
        return self.annotate(among_several=Exists(others))

    def active(self):
        return self.filter(is_active=True)

    @transaction.atomic
    def take_on(self, *, by, office, roles, **facts):
        """A new member of the staff, who sets his password from a mailed link."""
        require_given(roles, office)
        user = self.model.objects.create_user(office=office, **facts)
        user.staff_roles.bulk_create(StaffRole(user=user, role=Role(role)) for role in roles)
        user._record("user.take_on", by, roles=sorted(roles))
        return user

    def with_role(self, *roles):
        """Active staff who hold at least one of the roles today, by the clock of their office."""
        held, people = Q(staff_roles__role__in=roles), self.active()
        if not set(SIGNERS).isdisjoint(roles):
            people = people.alias(today=today_at("office"))
            first, last = "staff_roles__starts_on", "staff_roles__ends_on"
            held &= Q((first, None)) | Q((f"{first}__lte", F("today")))
            held &= Q((last, None)) | Q((f"{last}__gte", F("today")))
        return people.filter(held).distinct()

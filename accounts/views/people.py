"""The staff of an office, managed by its admin."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.emails import send_welcome
from accounts.forms.people import NewStaffForm, StaffForm
from accounts.models import Role, User
from accounts.sessions.ending import stay_logged_in
from events.models import Event
from events.once import once


@requires(Role.ADMIN)
def index(request):
    """Everybody who works at the office, those who have left last."""
    office = request.user.office
    staff = User.objects.staff_of(office).select_related("office").prefetch_related("staff_roles")
    context = {"office": office, "staff": staff.order_by("-is_active", "name", "pk")}
    return render(request, "accounts/people.html", context)


@requires(Role.ADMIN)
@once
def new(request):
    """A new colleague; he sets his password from a mailed link."""
    form = NewStaffForm(request.POST or None, office=request.user.office)
    if form.is_valid():
        facts = form.cleaned_data
        person = User.objects.take_on(by=request.user, office=request.user.office, **facts)
        messages.success(
            request, f"{person.name} ditambahkan. Tautan pertama dikirim ke {person.email}."
        )
        return redirect("office_people")
    return render(request, "accounts/person_new.html", {"form": form})


@requires(Role.ADMIN)
def show(request, pk):
    """What is known of a colleague, and what he may do."""
    person = _find(request, pk)
    known = {name: getattr(person, name) for name in StaffForm.base_fields}
    known |= {"roles": list(person.given_roles)}
    form = StaffForm(request.POST or None, initial=known, office=person.office)
    if form.is_valid() and _save(request, person, form):
        return redirect("office_people")
    context = {
        "person": person,
        "form": form,
        "events": Event.objects.about(person),
        "factors": person.authenticator_set.exclude(type="recovery_codes").count(),
    }
    return render(request, "accounts/person.html", context)


@requires(Role.ADMIN)
@require_POST
@once(alike=False)  # another page's button is another wish
def welcome(request, pk):
    """Mail the first link once more."""
    person = _find(request, pk)
    if person.has_usable_password() or not person.is_active:
        messages.error(request, f"{person.name} sudah membuat kata sandi atau tidak aktif.")
    else:
        send_welcome(person)
        messages.success(request, f"Tautan dikirim ulang ke {person.email}.")
    return redirect("office_person", pk=pk)


@requires(Role.ADMIN)
def closing(request, pk):
    """Close the account of a colleague who has left."""
    person = _find(request, pk)
    if request.method != "POST":
        return render(request, "accounts/closing.html", {"person": person, "back": "office_people"})
    done = f"Akun {person.name} ditutup."
    return _do(request, lambda: person.deactivate(by=request.user), done, "office_people")


@requires(Role.ADMIN)
@require_POST
def reopening(request, pk):
    """A colleague has come back."""
    person = _find(request, pk)
    done = f"Akun {person.name} dibuka kembali."
    return _do(request, lambda: person.reactivate(by=request.user), done, "office_people")


@requires(Role.ADMIN)
@require_POST
def showing_out(request, pk):
    """A device was lost, or somebody else knows the password: nobody stays logged in as him."""
    person = _find(request, pk)
    done = f"Semua sesi masuk {person.name} diakhiri."
    return _do(request, lambda: person.show_out(by=request.user), done, "office_people")


@requires(Role.ADMIN)
def factor(request, pk):
    """Somebody of the office or its agencies has lost his telephone: he sets up a new factor."""
    person = get_object_or_404(User.objects.looked_after_at(request.user.office), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/factor.html", {"person": person})
    done = f"Faktor kedua {person.name} dilepas."
    back = "office_people" if person.office_id else "agency_approvals"
    return _do(request, lambda: person.remove_second_factor(by=request.user), done, back)


def _find(request, pk):
    return get_object_or_404(User.objects.staff_of(request.user.office), pk=pk)


def _save(request, person, form):
    facts = dict(form.cleaned_data)
    roles = facts.pop("roles")
    try:
        with transaction.atomic():
            person.correct(by=request.user, **facts)
            person.give_roles(roles, by=request.user)
    except ValidationError as problem:
        form.add_error("roles", problem.message)
        return False
    stay_logged_in(request, person)
    messages.success(request, f"Data {person.name} disimpan.")
    return True


def _do(request, verb, done, back):
    try:
        verb()
    except ValidationError as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, done)
    return redirect(back)

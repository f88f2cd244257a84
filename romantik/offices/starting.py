"""The office's first start (``/kantor/memulai/``): the list, on its page and on the desk."""

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import Role
from accounts.waiting import Task, lists
from events.once import once
from romantik.offices.first_steps import (
    FACTS,
    SAYINGS,
    goes_nowhere,
    last_trial,
    outcome_of,
    steps_of,
)

A_MOMENT = 20  # seconds for which a desk remembers the list


@never_cache
@requires(Role.ADMIN)
@require_safe
def show(request):
    """Every step with its state, who said what, and where it is done."""
    office = request.user.office
    steps = steps_of(office, request.user)
    page = {"steps": steps, "done": sum(step.is_done for step in steps), "office": office}
    _settle(office, steps)
    return render(request, "romantik/offices/start.html", page)


@require_POST
@requires(Role.ADMIN)
@once(alike=False)
def say(request, what):
    """A person says what no machine can see."""
    office = request.user.office
    if what not in SAYINGS:
        raise Http404
    if what == FACTS and (lacking := office.lacking()):
        messages.error(request, f"Belum diisi: {', '.join(lacking)}. Isi dahulu di Data kantor.")
        return redirect("office_facts")
    office.confirm(what, SAYINGS[what], by=request.user)
    cache.delete(_place(office, request.user))
    messages.success(request, f"{SAYINGS[what]}: tercatat atas nama Anda.")
    return redirect("office_start")


@never_cache
@requires(Role.ADMIN)
@once(alike=False)
def mail_trial(request):
    """A mail to the admin's own mailbox, by the way all mails go, and what became of it."""
    office = request.user.office
    if request.method == "POST":
        office.try_mail(by=request.user)
        messages.success(request, f"Surel uji ditulis untuk {request.user.email}.")
        return redirect("office_mail_trial")
    mail = last_trial(office)
    page = {"mail": mail, "outcome": outcome_of(mail), "goes_nowhere": goes_nowhere()}
    return render(request, "romantik/offices/mail_trial.html", page)


@lists
def to_begin_with(user):
    """The list on the admin's desk, until every step is done."""
    if not user.drawn.has_role(Role.ADMIN) or user.office.ready_at:
        return
    steps = cache.get_or_set(
        _place(user.office, user), lambda: steps_of(user.office, user), A_MOMENT
    )
    if _settle(user.office, steps):
        return
    done = sum(step.is_done for step in steps)
    yield Task(
        title="Menyiapkan kantor",
        href=(page := reverse("office_start")),
        detail="Yang perlu diatur sebelum pengajuan pertama. Daftar ini hilang setelah lengkap.",
        step="Buka daftarnya",
        step_href=page,
        state=f"{done} dari {len(steps)} selesai",
        icon="list-check",
    )
    for step in steps:
        yield Task(
            title=step.title,
            href=step.href,
            detail=step.words,
            step="" if step.is_done else step.button,
            step_href=step.href,
            state=step.state,
            tone=step.tone,
            icon=step.icon,
        )


def _settle(office, steps):
    """Once all is done the list is over. Returns whether it is."""
    if all(step.is_done for step in steps):
        if office.ready_at is None:
            office.get_ready()
        return True
    return False


def _place(office, user):
    return f"first-steps:{office.pk}:{user.pk}"

"""Has the letter reached the agency, by mail or on paper, and once more if it has not?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import requires
from accounts.models import Role
from events.once import once
from events.refusals import Refused
from letters.emails import preview_of_delivery
from letters.forms.deliveries import BounceForm, HandoverForm, SendingForm
from letters.models import Letter
from letters.models.letters.delivering import SENDERS
from letters.views.letters import submission_of


def _find(request, code):
    """The file and its newest issued letter, or None; what is being drafted is sent to nobody."""
    submission = submission_of(request, code)
    letters = Letter.objects.visible_to(request.user).published().filter(submission=submission)
    letter = letters.select_related("office", "about").last()
    if letter is not None:
        letter.submission = submission
    return submission, letter


@never_cache
@requires(*SENDERS)
def show(request, code):
    """Each mail that carries the letter with its state; POST `mail` sends that one again.

    POST without `mail` lets the letter go where it does not leave by itself.
    """
    submission, letter = _find(request, code)
    if request.method == "POST":
        if letter is None:
            raise Http404
        _resend(request, letter) if "mail" in request.POST else _send(request, letter)
        return redirect("delivery", code=code)
    return _drawn(request, submission, letter)


def _drawn(request, submission, letter, bounce=None):
    mails = list(letter.mails()) if letter else []
    page = {"submission": submission, "letter": letter, "mails": mails, "bounce": bounce}
    if letter is not None:
        page["handovers"] = letter.handovers.select_related("by")
        if letter.is_in_force and not mails:
            page["preview"] = preview_of_delivery(letter)
    for mail in mails:
        given = bounce if bounce and bounce.cleaned_data.get("mail") == mail.pk else None
        mail.form = given or BounceForm(initial={"mail": mail.pk}, auto_id=f"id_{mail.pk}_%s")
    return render(request, "letters/delivering/delivery.html", page)


def _resend(request, letter):
    mail = _mail_of(letter, request.POST["mail"])
    try:
        mail.resend(by=request.user)
    except ValueError:
        messages.info(request, "Surel ini masih menunggu atau sedang dikirim.")
    else:
        messages.success(request, f"Surat akan dikirim ulang kepada {mail.to}.")


def _send(request, letter):
    try:
        letter.send(by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Surat nomor {letter.number} akan dikirim kepada instansi.")


def _mail_of(letter, number):
    number = str(number)
    known = number.isascii() and number.isdecimal() and len(number) < 19
    return get_object_or_404(letter.mails(), pk=number if known else 0)


@never_cache
@requires(*SENDERS)
def bounce(request, code):
    """A mail came back, as the officer read in the office's mailbox."""
    submission, letter = _find(request, code)
    if letter is None:
        raise Http404
    if request.method != "POST":
        return redirect("delivery", code=code)
    mail = _mail_of(letter, request.POST.get("mail", ""))
    form = BounceForm(request.POST, auto_id=f"id_{mail.pk}_%s")
    if not form.is_valid():
        return _drawn(request, submission, letter, form)
    try:
        letter.note_bounce(mail, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Tercatat: surel kepada {mail.to} terpental.")
    return redirect("delivery", code=code)


@never_cache
@requires(*SENDERS)
@once
def hand_over(request, code):
    """The letter was given to somebody on paper."""
    submission, letter = _find(request, code)
    if letter is None:
        raise Http404
    form = HandoverForm(request.POST or None, initial={"on": letter.office.today()})
    if form.is_valid():
        try:
            letter.hand_over(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, "Penyerahan surat di atas kertas tercatat.")
            return redirect("delivery", code=code)
    page = {"submission": submission, "letter": letter, "form": form}
    return render(request, "letters/delivering/handover.html", page)


@requires(Role.ADMIN)
def sending(request):
    """Do letters leave with their signature, or when somebody presses a button?"""
    office = request.user.office
    now = "yes" if office.letters_leave_by_themselves else "no"
    form = SendingForm(request.POST or None, initial={"automatic": now})
    if form.is_valid():
        office.set_sending(by=request.user, automatic=form.cleaned_data["automatic"])
        messages.success(request, "Cara pengiriman surat disimpan.")
        return redirect("office_sending")
    return render(request, "letters/delivering/sending.html", {"form": form, "office": office})

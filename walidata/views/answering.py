"""Who examines answers a Walidata's note, or makes it one of his own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from events.once import once
from events.refusals import carried_out
from requests_app.views.steps import step
from walidata.forms.opinions import AnswerForm, TakingForm
from walidata.models import Point


@once
@step("return_for_revision")
def answer(request, submission, pk):
    """What he makes of it, in words that the Walidata and the agency read."""
    point = _find(submission, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    told = "Tanggapan tersimpan; Walidata diberi tahu."
    return _settled(request, point, form, point.answer, told) or _page(request, point, form)


@once
@step("return_for_revision")
def take_over(request, submission, pk):
    """The note with its words in it, to be changed before it is his."""
    point = _find(submission, pk)
    typed = request.POST if request.method == "POST" else None
    form = TakingForm(typed, initial={"text": point.text})
    told = "Catatan Walidata menjadi catatan Anda."
    done = _settled(request, point, form, point.take_over, told)
    return done or _page(request, point, form, is_taking=True)


def _find(submission, pk):
    found = Point.objects.in_full().given().filter(statement__submission=submission)
    point = get_object_or_404(found, pk=pk)
    point.statement.submission = submission
    return point


def _settled(request, point, form, verb, told):
    """Back to the examination, once it was done; None before."""
    code, place = point.submission.code, f"#walidata-{point.pk}"
    if form.is_valid() and carried_out(form, verb, by=request.user, **form.cleaned_data):
        messages.success(request, told)
        return redirect(reverse("examination", args=[code]) + place)
    return None


def _page(request, point, form, *, is_taking=False):
    page = {
        "submission": point.submission,
        "point": point,
        "form": form,
        "button": "Simpan catatan" if is_taking else "Simpan tanggapan",
        "is_taking": is_taking,
    }
    return render(request, "walidata/answer.html", page)

"""How the office words its letters (``/kantor/template-surat/``)."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import Role
from events.models import Event
from events.once import once
from letters.forms.templates import LetterTemplateForm
from letters.models import LetterTemplate
from letters.page.placeholders import of_kind, values_of
from letters.page.wording import KINDS, PARTS, written
from letters.sample import sample_content
from letters.views.concepts import concept_response

QUICKER = "Orang lain baru saja menyimpan versi baru. Muat ulang halaman, lalu periksa lagi."


@requires(Role.ADMIN)
@require_safe
def index(request):
    """Each kind of letter with the version in use."""
    office = request.user.office
    templates = [LetterTemplate.objects.in_use(office, kind) for kind in KINDS]
    return render(request, "letters/templates/templates.html", {"templates": templates})


@never_cache
@requires(Role.ADMIN)
@once(alike=False)
def edit(request, kind):
    """Word one kind of letter; what would come out empty is told before it is kept."""
    office = request.user.office
    template = _in_use(request, kind)
    form = LetterTemplateForm(request.POST or None, template=template)
    sample = sample_content(office, kind)
    gaps = template.gaps(sample)
    untold = []
    if form.is_valid():
        gaps = untold = LetterTemplate(**form.texts).gaps(sample)
        told = form.cleaned_data["seen"] == _names(gaps)
        if (told or not gaps) and _kept(request, template, form.texts):
            return redirect("office_letter_template", kind=kind)
    page = {
        "form": form,
        "template": template,
        "gaps": gaps,
        "untold": untold,
        "seen": _names(untold),
        "placeholders": _placeholders(kind, sample),
        "history": LetterTemplate.objects.history(office, kind),
    }
    return render(request, "letters/templates/template.html", page)


@never_cache
@xframe_options_sameorigin
@requires(Role.ADMIN)
def preview(request, kind):
    """The real PDF with sample data, stamped KONSEP: of what is being typed, or of ``?versi=``."""
    sample = sample_content(request.user.office, kind) if kind in KINDS else {}
    if request.method != "POST":
        template = _version(request, kind, request.GET.get("versi", ""))
        return concept_response(sample | template.write(sample), f"template-{kind}.pdf")
    form = LetterTemplateForm(request.POST, template=_in_use(request, kind))
    if form.is_valid():
        return concept_response(sample | written(form.texts, sample), f"template-{kind}.pdf")
    return edit(request, kind)


@never_cache
@requires(Role.ADMIN)
@once(alike=False)
def version(request, kind, n):
    """One version as it was; POST puts its words into use again, as a new version."""
    chosen, current = _version(request, kind, str(n)), _in_use(request, kind)
    if request.method == "POST":
        if _kept(request, current, chosen.texts, taken_from=chosen.version):
            return redirect("office_letter_template", kind=kind)
        return redirect("office_letter_template_version", kind=kind, n=n)
    parts = [(part.label, chosen.texts[part.name]) for part in PARTS]
    href = f"{reverse('office_letter_template_preview', args=[kind])}?versi={n}"
    page = {"template": chosen, "current": current, "parts": parts, "pdf_href": href}
    page["events"] = Event.objects.about(chosen) if n else ()
    return render(request, "letters/templates/version.html", page)


def _in_use(request, kind):
    if kind not in KINDS:
        raise Http404
    return LetterTemplate.objects.in_use(request.user.office, kind)


def _version(request, kind, typed):
    """The version of that number, the one in use without a number; 404 for any other."""
    if not typed:
        return _in_use(request, kind)
    number = int(typed) if typed.isdecimal() and len(typed) < 9 else -1
    found = None
    if kind in KINDS:
        found = LetterTemplate.objects.version(request.user.office, kind, number)
    if found is None:
        raise Http404
    return found


def _kept(request, template, texts, taken_from=None):
    """Keep the words as the next version; what is the same already is not kept twice."""
    if texts == template.texts:
        messages.info(request, "Tidak ada yang berubah; tidak ada versi baru yang disimpan.")
        return True
    try:
        kept = template.succeed(texts, by=request.user, taken_from=taken_from)
    except IntegrityError:
        messages.error(request, QUICKER)
        return False
    messages.success(request, f"Versi {kept.version} disimpan dan dipakai untuk surat berikutnya.")
    return True


def _placeholders(kind, sample):
    """Each placeholder with what stands for it in the sample."""
    values = values_of(sample)
    return [(placeholder, values[placeholder.name]) for placeholder in of_kind(kind)]


def _names(placeholders):
    return ",".join(placeholder.name for placeholder in placeholders)

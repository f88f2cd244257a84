"""What the reporter sees and does once his browser holds the key."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import speak_for
from complaints import keys
from complaints.forms.handling import GradeForm, MessageForm, TextForm
from complaints.models import Complaint, Entry
from complaints.timing import laid_out
from complaints.views.telling import tell_of_files
from events.once import once
from events.refusals import carried_out
from files.kept import sent


def reporters_page(view):
    """The view gets the complaint if this browser holds its key; else it is led to the entrance.

    What is not there and what is not his are answered alike.
    """

    @never_cache
    @login_not_required
    @wraps(view)
    def opened(request, ticket, **kwargs):
        complaint = Complaint.objects.filter(code=ticket).select_related("office").first()
        key = keys.keys_of(request).get(ticket, "")
        if complaint is None or not key or not keys.opens(complaint, key):
            return redirect(f"{reverse('complaint_entry')}?tiket={ticket[:8]}")
        speak_for(request, complaint.office)
        response = view(request, complaint, **kwargs)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return opened


@reporters_page
def show(request, complaint, form=None):
    """Where it stands, what was said, and what he can do now."""
    entries = complaint.entries.exclude(kind=Entry.Kind.REMARK).prefetch_related("files")
    if form is None and complaint.is_open:
        form = MessageForm(label="Tambahkan keterangan")
    page = {
        "complaint": complaint,
        "entries": entries,
        "files": complaint.files.filter(entry=None),
        "form": form,
        "grade_form": GradeForm() if complaint.is_gradable else None,
    }
    return render(request, "complaints/following/complaint.html", page)


@reporters_page
def clock(request, complaint):
    """Each day on a calendar: which counted, which did not, and why."""
    page = {"complaint": complaint, **laid_out(complaint)}
    return render(request, "complaints/following/clock.html", page)


@reporters_page
@once
def reply(request, complaint):
    """More from the reporter."""
    form = MessageForm(
        request.POST or None,
        request.FILES or None,
        label="Tambahkan keterangan",
        of_reporter=complaint,
    )
    if form.is_valid() and carried_out(form, complaint.reply, **form.facts()):
        messages.success(request, "Keterangan Anda sudah kami terima.")
        tell_of_files(request, form)
        return redirect("complaint", ticket=complaint.code)
    return _ask(request, complaint, form, "Tambahkan keterangan", "Kirim keterangan")


@reporters_page
def withdrawal(request, complaint):
    """He takes it back; asked once more, since nothing brings it back."""
    form = TextForm(request.POST or None, label="Alasan", required=False)
    if form.is_valid() and carried_out(form, complaint.withdraw, **form.cleaned_data):
        messages.success(request, "Pengaduan Anda dicabut.")
        return redirect("complaint", ticket=complaint.code)
    text = "Setelah dicabut, pengaduan ini tidak ditangani lagi dan tidak dapat dibuka kembali."
    return _ask(request, complaint, form, "Cabut pengaduan", "Cabut pengaduan", text, "danger")


@reporters_page
def reopening(request, complaint):
    """Once, when he is not content."""
    form = TextForm(request.POST or None, label="Apa yang belum terjawab?")
    if form.is_valid() and carried_out(form, complaint.reopen, **form.cleaned_data):
        messages.success(request, "Pengaduan dibuka kembali. Waktu penanganan dihitung dari awal.")
        return redirect("complaint", ticket=complaint.code)
    text = "Pengaduan dapat dibuka kembali satu kali."
    return _ask(request, complaint, form, "Buka kembali", "Buka kembali", text)


@reporters_page
def grading(request, complaint):
    """How it was handled."""
    form = GradeForm(request.POST or None)
    if form.is_valid() and carried_out(form, complaint.rate, **form.cleaned_data):
        messages.success(request, "Terima kasih atas penilaian Anda.")
        return redirect("complaint", ticket=complaint.code)
    return _ask(request, complaint, form, "Nilai penanganannya", "Kirim penilaian")


@require_POST
@reporters_page
def leaving(request, complaint):
    """Nothing of it stays in this browser."""
    messages.success(request, "Pengaduan ditutup di perangkat ini. Buka lagi dengan kata kunci.")
    return keys.let_go(request, redirect("complaint_entry"), complaint.code)


@require_safe
@reporters_page
def download(request, complaint, pk):
    """A file that came with it, but for those of internal remarks."""
    file = get_object_or_404(complaint.files.all(), pk=pk)
    if file.entry and file.entry.is_internal:
        raise Http404
    return sent(file)


def _ask(request, complaint, form, title, button, text="", tone="primary"):
    page = {"complaint": complaint, "form": form, "title": title, "button": button}
    return render(request, "complaints/following/act.html", page | {"text": text, "tone": tone})

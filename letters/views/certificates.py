"""The head's own certificate: shown once, checked, replaced when a new one is issued."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from accounts.access import requires
from accounts.models import SIGNERS
from letters.forms.signing import AccountForm, CertificateForm, TokenForm
from letters.models import Certificate
from letters.signing.roots import common_name, trusted_roots


def _offered():
    """The ways of holding a key that this installation knows."""
    offered = [CertificateForm]
    offered += [TokenForm] if settings.TOKEN_MODULE else []
    offered += [AccountForm] if settings.BSRE_URL else []
    return offered


@sensitive_post_parameters()
@sensitive_variables("form", "forms", "page")
@never_cache
@requires(*SIGNERS)
def show(request):
    """Show the certificate in use and take another one."""
    forms = [kind(person=request.user) for kind in _offered()]
    chosen = request.POST.get("backend", CertificateForm.backend)
    form = next((form for form in forms if form.backend == chosen), forms[0])
    if request.method == "POST":
        form = type(form)(request.POST, request.FILES, person=request.user)
        forms = [form if form.backend == other.backend else other for other in forms]
    if form.is_valid():
        kept = form.certificate.keep_for(request.user)
        messages.success(request, f"Sertifikat {kept.name} disimpan dan siap dipakai.")
        return redirect("certificate")
    page = {
        "form": form,
        "forms": forms,
        "certificate": Certificate.objects.of(request.user),
        "roots": [common_name(root.subject) for root in trusted_roots()],
        "demonstration": settings.DEMONSTRATION,
    }
    return render(request, "letters/signing/certificate.html", page)

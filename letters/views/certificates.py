"""The head's own certificate: uploaded once, checked, replaced when a new one is issued."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from accounts.access import requires
from accounts.models import Role
from letters.forms import CertificateForm
from letters.models import Certificate
from letters.signing.roots import common_name, trusted_roots


@sensitive_post_parameters("passphrase")
@sensitive_variables("form")
@never_cache
@requires(Role.HEAD)
def show(request):
    """Show the certificate in use and take another one."""
    form = CertificateForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        kept = form.certificate.keep_for(request.user)
        messages.success(request, f"Sertifikat {kept.name} disimpan dan siap dipakai.")
        return redirect("certificate")
    page = {
        "form": form,
        "certificate": Certificate.objects.filter(person=request.user).first(),
        "roots": [common_name(root.subject) for root in trusted_roots()],
        "demonstration": settings.DEMONSTRATION,
    }
    return render(request, "letters/certificate.html", page)

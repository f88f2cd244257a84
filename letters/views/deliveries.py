"""Has the letter reached the agency's mailbox, and once more if it has not?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import requires
from accounts.models import Role
from events.models import Mail
from letters.views.letters import find


@never_cache
@requires(Role.EXAMINER, Role.FRONT_DESK, Role.HEAD)
def show(request, code):
    """Each mail that carries the letter with its state; POST `mail` sends that one again."""
    submission, letter = find(request, code)
    mails = letter.mails() if letter else Mail.objects.none()
    if request.method == "POST":
        number = request.POST.get("mail", "")
        mail = get_object_or_404(mails, pk=number if number.isdecimal() and len(number) < 19 else 0)
        try:
            mail.resend(by=request.user)
        except ValueError:
            messages.info(request, "Surel ini masih menunggu atau sedang dikirim.")
        else:
            messages.success(request, f"Surat akan dikirim ulang kepada {mail.to}.")
        return redirect("delivery", code=code)
    page = {"submission": submission, "letter": letter, "mails": mails}
    return render(request, "letters/delivery.html", page)

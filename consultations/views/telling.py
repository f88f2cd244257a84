"""What is said of the files that came with a message."""

from django.contrib import messages


def tell_of_files(request, form):
    """Which of them were not kept, and why."""
    for words in form.fields["files"].refused:
        messages.warning(request, f"Lampiran ini tidak ikut terkirim: {words}")

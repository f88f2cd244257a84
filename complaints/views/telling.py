"""What is said of the files that came with a message."""

from django.contrib import messages


def tell_of_files(request, form):
    """Which were not sent and why, and from which photographs something was taken away."""
    field = form.fields["files"]
    for words in field.refused:
        messages.warning(request, f"Lampiran ini tidak ikut terkirim: {words}")
    if field.refused:
        messages.info(request, "Lampiran lain dapat dikirim lewat “Tambahkan keterangan”.")
    bare = [f"“{taken.file.name}”" for taken in form.cleaned_data["files"] if taken.is_bare]
    if bare:
        messages.info(
            request,
            "Keterangan tempat, pemilik, dan perangkat sudah dihapus dari foto Anda: "
            f"{', '.join(bare)}.",
        )

"""A form whose files were sent ahead in pieces reaches its view as if they had come with it."""

from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile

from files.arriving.store import DIGEST, Arrivals
from files.names import known

SUFFIX = "-kiriman"  # of the field that names a file which has arrived: its SHA-256 and its name


class TakeArrived:
    """Put what has arrived among the files of the request, in the order of the form.

    It leaves the store within a day only: the same form sent again, because its answer was lost,
    is then still the same form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or not request.content_type.startswith("multipart/"):
            return
        if getattr(view, "csrf_exempt", False):
            return  # it wants to read what was sent by itself
        named = [name for name in request.POST if name.endswith(SUFFIX)]
        if not named:
            return
        posted = request.POST.copy()
        arrivals = Arrivals.of(request)
        told = [(name.removesuffix(SUFFIX), said) for name in named for said in posted.pop(name)]
        if len(told) > settings.DATA_UPLOAD_MAX_NUMBER_FILES:  # each is open until the answer
            raise TooManyFilesSent
        for field, said in told:
            _take(request, arrivals, field, said)
        posted._mutable = False
        request.POST = posted


def _take(request, arrivals, field, said):
    digest, _, name = said.partition("/")
    name = known(PurePath(name.replace("\\", "/")).name)
    file = arrivals.open(digest) if DIGEST.fullmatch(digest) else None
    if file is None:
        messages.error(request, f"“{name}” belum sampai. Pilih lagi berkasnya, lalu unggah.")
        return
    size = arrivals.received(digest)
    request.FILES.appendlist(field, UploadedFile(file, name, size=size))

"""What `manage.py check --deploy` says of a bucket of files."""

from urllib.parse import urlsplit

from django.core.checks import Error, Tags, Warning, register

from files.storing import trying

OWN = {"127.0.0.1", "localhost", "::1"}
KEEPS_NOTHING = (
    "The server of FILES ignores If-None-Match: it would overwrite what is stored. Names are drawn "
    "or digests, so none meets another; whoever has the key could."
)


@register(Tags.security, deploy=True)
def bucket_of_files(app_configs, **kwargs):
    """Try it; and see whether what people send there crosses a network in the clear."""
    return [problem for bucket in trying.buckets() for problem in _problems(bucket)]


def _problems(bucket):
    address = urlsplit(bucket.endpoint_url)
    if address.scheme == "http" and address.hostname not in OWN:
        yield Warning(f"Files cross the network to {address.netloc} unencrypted.", id="files.W001")
    tried = trying.try_out(bucket)
    if tried.problem:
        yield Error(f"The bucket of files: {tried.problem}", id="files.E001")
    elif not tried.keeps_first:
        yield Warning(KEEPS_NOTHING, hint="Object lock or versions keep it.", id="files.W002")

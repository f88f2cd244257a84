"""Copies in a bucket of any service that speaks S3.

    s3://KEY:SECRET@host[:port]/bucket[/folder][?region=…]

`s3+http://` does without TLS, for a service on the same machine.
"""

import contextlib
import io
from urllib.parse import parse_qs, unquote, urlsplit

from files.outside.trouble import Trouble

PIECE = 16 * 1024 * 1024  # bytes; a service takes at most 10,000 pieces, so 160 GB
MISSING = {"404", "NoSuchKey"}
WORDS = {
    "NoSuchBucket": "Wadah (bucket) cadangan tidak ada.",
    "AccessDenied": "Tempat cadangan menolak kunci aksesnya.",
    "InvalidAccessKeyId": "Tempat cadangan tidak mengenal kunci aksesnya.",
    "SignatureDoesNotMatch": "Rahasia kunci akses tempat cadangan salah.",
    "QuotaExceeded": "Tempat cadangan penuh. Tambah ruangnya, lalu coba lagi.",
}


class Bucket:
    kind = "s3"

    def __init__(self, address):
        parts = urlsplit(address)
        self.bucket, _, folder = parts.path.strip("/").partition("/")
        self.folder = f"{folder}/" if folder else ""
        self.client = _client(parts)

    def names(self, prefix=""):
        """What is whole, by its name, in order."""
        with _at_work():
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.folder + prefix
            )
            found = (each["Key"] for page in pages for each in page.get("Contents", ()))
            return sorted(key.removeprefix(self.folder) for key in found)

    def holds(self, name):
        from botocore.exceptions import ClientError

        with _at_work():
            try:
                self.client.head_object(**self._at(name))
            except ClientError as error:
                if error.response["Error"]["Code"] in MISSING:
                    return False
                raise
            return True

    @contextlib.contextmanager
    def writing(self, name):
        """A file to write into; nothing is there under its name unless all went well."""
        with _at_work():
            upload = self.client.create_multipart_upload(**self._at(name))["UploadId"]
            sent = _Pieces(self.client, self._at(name) | {"UploadId": upload})
            try:
                yield sent
                sent.finish()
            except BaseException:
                with contextlib.suppress(Exception):  # what is left is swept
                    self.client.abort_multipart_upload(**sent.upload)
                raise

    @contextlib.contextmanager
    def reading(self, name):
        with _at_work():
            body = self.client.get_object(**self._at(name))["Body"]
            with contextlib.closing(body):
                yield body

    def remove(self, name):
        with _at_work():
            self.client.delete_object(**self._at(name))

    def sweep(self, prefix):
        """Take away what of these was never finished."""
        with _at_work():
            left = self.client.list_multipart_uploads(
                Bucket=self.bucket, Prefix=self.folder + prefix
            )
            for upload in left.get("Uploads", ()):
                self.client.abort_multipart_upload(
                    Bucket=self.bucket, Key=upload["Key"], UploadId=upload["UploadId"]
                )

    def _at(self, name):
        return {"Bucket": self.bucket, "Key": self.folder + name}


class _Pieces(io.RawIOBase):
    """Sends what is written in pieces as they fill; a single one is in memory."""

    def __init__(self, client, upload):
        self.client, self.upload = client, upload
        self.waiting, self.parts = bytearray(), []

    def writable(self):
        return True

    def write(self, data):
        self.waiting += data
        while len(self.waiting) >= PIECE:
            self._send(bytes(self.waiting[:PIECE]))
            del self.waiting[:PIECE]
        return len(data)

    def finish(self):
        if self.waiting or not self.parts:
            self._send(bytes(self.waiting))
        self.client.complete_multipart_upload(**self.upload, MultipartUpload={"Parts": self.parts})

    def _send(self, piece):
        number = len(self.parts) + 1
        answer = self.client.upload_part(**self.upload, PartNumber=number, Body=piece)
        self.parts.append({"PartNumber": number, "ETag": answer["ETag"]})


def _client(parts):
    try:
        import boto3
        from botocore.config import Config
    except ModuleNotFoundError as error:
        raise Trouble("Paket boto3 belum terpasang; tanpa itu S3 tidak dapat dipakai.") from error
    scheme = "http" if parts.scheme == "s3+http" else "https"
    region = parse_qs(parts.query).get("region", ["us-east-1"])[0]
    return boto3.client(
        "s3",
        endpoint_url=f"{scheme}://{parts.netloc.rpartition('@')[2]}",
        aws_access_key_id=unquote(parts.username or ""),
        aws_secret_access_key=unquote(parts.password or ""),
        region_name=region,
        config=Config(
            connect_timeout=5,
            read_timeout=60,
            retries={"max_attempts": 3, "mode": "standard"},
            s3={"addressing_style": "path"},
            # Newer sums are not known to every service; our own SHA-256 is compared anyhow.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


@contextlib.contextmanager
def _at_work():
    """A fault of the service or of the line, in words; addresses and keys are not repeated."""
    from botocore.exceptions import BotoCoreError, ClientError
    from urllib3.exceptions import HTTPError

    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in MISSING:
            raise Trouble("Berkas itu tidak ada di tempat cadangan.") from error
        raise Trouble(WORDS.get(code, f"Tempat cadangan menolak ({code}).")) from error
    except (BotoCoreError, HTTPError) as error:
        said = f"Tempat cadangan (S3) tidak menjawab ({type(error).__name__})."
        raise Trouble(said) from error

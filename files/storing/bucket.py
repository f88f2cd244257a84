"""Files in a bucket of any service that speaks S3: written once, private, given out by the portal.

A file is one object, put in one request, so it is there whole or not at all; what is read comes
whole into a spool before anybody gets a byte of it, for its SHA-256 is compared first. Neither is
ever in memory as a whole. No address of an object leaves the portal.
"""

import contextlib
import hashlib
import logging
import shutil
from datetime import timedelta
from functools import cached_property
from itertools import islice
from tempfile import SpooledTemporaryFile

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.utils import timezone
from storages.backends.s3 import S3Storage
from storages.utils import clean_name
from urllib3.exceptions import HTTPError

from files.storing.refusals import meaning_of, silent
from files.storing.trouble import waiting
from files.storing.unnamed import folders, note, unnamed_of

logger = logging.getLogger(__name__)
IN_MEMORY = 256 * 1024  # bytes of a file that is read; the rest of it lies in a nameless file
BLOCK = 64 * 1024
TAKEN = {409, 412}  # there is such an object, or somebody else is putting one
AT_ONCE = 1000  # names that the rows are asked about
UNNAMED = timedelta(days=7)  # so long a file may lie there without a row
A_NIGHT = 20 * 60 * 60  # seconds between two looks at all names
# Crashes leave few files behind; many come of a database that is empty, or another portal's.
FEW, SHARE = 20, 0.1
NOT_OURS = "no row names %s of %s old files in %s: none is removed; is DATABASE_URL the right one?"


class Bucket(S3Storage):
    """One client for all threads of a process: it is safe to share, and heavy to make."""

    def __init__(self, **options):
        own = {"file_overwrite": True, "session_profile": None, "security_token": None}
        super().__init__(**(own | options))  # names are drawn or digests; the put is conditional

    @cached_property
    def connection(self):
        """The service; made when it is first asked, with the patience of this kind of process."""
        patience = waiting.patience
        config = Config(
            connect_timeout=patience.line,
            read_timeout=patience.answer,
            retries={"total_max_attempts": patience.tries, "mode": "standard"},
            s3={"addressing_style": self.addressing_style},
            max_pool_connections=20,
            # Newer sums are not known to every service; our own SHA-256 is compared anyhow.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return self._create_session().resource(
            "s3", region_name=self.region_name, endpoint_url=self.endpoint_url, config=config
        )

    @property
    def client(self):
        return self.connection.meta.client

    def keep(self, name, content):
        """The bytes, once; the same ones a second time are no mistake."""
        self._put(name, ContentFile(content))

    def put_back(self, name, path):
        """Over what is there."""
        with open(path, "rb") as file, self._at_work():
            self.client.put_object(**self._at(name), Body=file)

    def rename(self, name, to):
        """Raises FileNotFoundError."""
        with self._at_work():
            source = self._at(name)
            self.client.copy_object(**self._at(to), CopySource=source)
            self.client.delete_object(**source)

    def names(self, prefix=""):
        """What lies there, and since when."""
        top = f"{self.location.strip('/')}/" if self.location else ""
        with self._at_work():
            asked = self.client.get_paginator("list_objects_v2")
            for page in asked.paginate(Bucket=self.bucket_name, Prefix=top + prefix):
                for each in page.get("Contents", ()):
                    yield each["Key"].removeprefix(top), each["LastModified"]

    def holds_anything(self):
        return next(iter(self.names()), None) is not None

    def sweep(self):
        """Once a night: remove what a crash has put there and no row has named for a week."""
        if not cache.add(f"unnamed-objects:{self._whole_name}", "looked for", A_NIGHT):
            return
        long_ago = timezone.now() - UNNAMED
        for folder in folders():
            old = (name for name, at in self.names(folder) if at < long_ago)
            seen, unnamed = 0, []
            while some := list(islice(old, AT_ONCE)):
                seen, unnamed = seen + len(some), unnamed + unnamed_of(some)
            if len(unnamed) > max(FEW, seen * SHARE):
                logger.error(NOT_OURS, len(unnamed), seen, folder)
                continue
            for name in unnamed:
                logger.warning("%s has lain in the bucket without a row: removed", name)
                self.delete(name)

    def exists(self, name):
        """A bucket that is not there is no answer: nothing of it would be known to be lost."""
        with self._at_work():
            if super().exists(name):
                return True
            self.client.head_bucket(Bucket=self.bucket_name)
            return False

    def delete(self, name):
        with self._at_work():
            super().delete(name)

    def size(self, name):
        with self._at_work():
            return super().size(name)

    def listdir(self, path):
        with self._at_work():
            return super().listdir(path)

    def get_modified_time(self, name):
        with self._at_work():
            return super().get_modified_time(name)

    def url(self, name, *args, **kwargs):
        """Nobody but the portal reads there."""
        raise ValueError("This file is not accessible via a URL.")

    # Private parts

    @property
    def _whole_name(self):
        return f"{self.endpoint_url}/{self.bucket_name}/{self.location}"

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("What is stored is written once.")
        spool = SpooledTemporaryFile(IN_MEMORY, dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115
        try:
            with self._at_work():
                answer = self.client.get_object(**self._at(name))
                with contextlib.closing(answer["Body"]) as body:
                    shutil.copyfileobj(body, spool, BLOCK)
        except BaseException:
            spool.close()
            raise
        spool.seek(0)
        return File(spool, name)

    def _save(self, name, content):
        name = clean_name(name)
        note(name)  # it may arrive though nobody hears of it
        self._put(name, content)
        return name

    def _put(self, name, content):
        content.seek(0)
        with self._at_work():
            try:
                self.client.put_object(**self._at(name), Body=content, IfNoneMatch="*")
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] not in TAKEN:
                    raise
                try:
                    is_ours = self._is_there(name, content)  # and our own answer got lost
                except FileNotFoundError:  # somebody else is still putting it
                    raise error from None
                if not is_ours:
                    raise FileExistsError(name) from error

    def _is_there(self, name, content):
        content.seek(0)
        with self._open(name) as file:
            return _digest(file) == _digest(content)

    def _at(self, name):
        return {"Bucket": self.bucket_name, "Key": self._normalize_name(clean_name(name))}

    @contextlib.contextmanager
    def _at_work(self):
        """What the service or the line does, in words of our own; no key, no address in them."""
        if waiting.is_resting():
            raise silent(waiting.silence)
        try:
            yield
        except ClientError as error:
            raise meaning_of(error) from error
        except (BotoCoreError, HTTPError) as error:
            waiting.rest(type(error).__name__)
            raise silent(waiting.silence) from error


def _digest(file):
    digest = hashlib.sha256()
    for block in iter(lambda: file.read(BLOCK), b""):
        digest.update(block)
    return digest.digest()

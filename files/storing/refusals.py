"""What a service that speaks S3 refuses, as the portal understands it."""

import errno
import logging
import os

from files.storing.trouble import StoreAway

logger = logging.getLogger(__name__)
FULL = {"QuotaExceeded", "BucketQuotaExceeded", "XMinioStorageFull", "StorageFull"}
INSUFFICIENT_STORAGE = 507
WORDS = {
    "NoSuchBucket": "Wadah (bucket) berkas tidak ada.",
    "AccessDenied": "Tempat berkas menolak kunci aksesnya.",
    "InvalidAccessKeyId": "Tempat berkas tidak mengenal kunci aksesnya.",
    "SignatureDoesNotMatch": "Rahasia kunci akses tempat berkas salah.",
}
WORDS["403"] = WORDS["AccessDenied"]  # said without a body


def meaning_of(error):
    """The error that the portal raises in place of botocore's ClientError."""
    code = error.response["Error"]["Code"]
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    if code == "404" and error.operation_name == "HeadBucket":
        code = "NoSuchBucket"
    if code == "NoSuchKey" or (code, error.operation_name) == ("404", "HeadObject"):
        return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    logger.error("the store of files refuses %s: %s (%s)", error.operation_name, code, status)
    if code in FULL or status == INSUFFICIENT_STORAGE:
        return OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))
    return StoreAway(WORDS.get(code, f"Tempat berkas menolak ({code})."))


def silent(what):
    """Nobody answers there."""
    logger.error("the store of files does not answer: %s", what)
    return StoreAway(f"Tempat berkas (S3) tidak menjawab ({what}).")

"""A place outside the portal for what must outlive it: a folder, or a bucket that speaks S3."""

from django.conf import settings

from files.outside.trouble import Trouble

__all__ = ["Trouble", "outside"]


def outside(address=None):
    """The place that the address names (default: BACKUP_TARGET); None where there is none."""
    address = settings.BACKUP_TARGET if address is None else address
    if not address:
        return None
    if address.startswith(("s3://", "s3+http://")):
        from files.outside.bucket import Bucket

        return Bucket(address)
    from files.outside.folder import Folder

    return Folder(address)

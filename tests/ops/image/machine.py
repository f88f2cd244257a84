"""What bin/image-test needs of the machine; run as a script it prints what is missing."""

import shutil
from pathlib import Path

PROGRAMS = {
    "mmdebstrap": "mmdebstrap",
    "buildah": "buildah",
    "podman": "podman",
    "runc": "runc",
    "iptables": "iptables",
}
FILES = {
    "/usr/lib/podman/netavark": "netavark",
    "/usr/lib/podman/aardvark-dns": "aardvark-dns",
    "/usr/share/keyrings/debian-archive-keyring.gpg": "debian-archive-keyring",
}


def missing():
    """Debian's names of what is not there."""
    folders = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    programs = [p for name, p in PROGRAMS.items() if not shutil.which(name, path=folders)]
    return programs + [package for name, package in FILES.items() if not Path(name).exists()]


if __name__ == "__main__":
    print(*missing())

"""What can be said on the command line instead of being asked: everything but secrets."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def read_options():
    """Parse the command line; files with secrets are read here."""
    parser = argparse.ArgumentParser(
        prog="bin/configure",
        description="Menyusun .env: menanyakan yang belum ada, mencobanya, lalu menuliskannya.",
    )
    add = parser.add_argument
    add("--check", action="store_true", help="hanya mencoba yang sudah tertulis")
    add("--no-input", action="store_true", help="tidak menanyakan apa pun")
    add("--unchecked", action="store_true", help="tidak mencoba ke luar (DNS, surel, S3)")
    add("--file", type=Path, default=ROOT / ".env", help="berkasnya (bawaan: .env)")
    add("--url", help="alamat portal, https://romantik.example.go.id")
    add("--mail-server", help="server surel, mail.example.go.id:587")
    add("--mail-plain", action="store_true", help="server surel itu tanpa TLS")
    add("--mail-user", help="nama pengguna di server surel; kosong: tanpa login")
    add("--mail-password-file", type=secret, metavar="BERKAS", help="kata sandinya; -: dari stdin")
    add("--mail-from", help="pengirim, Romantik BPS <romantik@bps.example.go.id>")
    add("--roots", help="berkas PEM sertifikat akar penanda tangan; kosong: nanti")
    add("--backup", help="folder, atau s3://host/wadah/folder; kosong: tanpa cadangan")
    add("--backup-access-key", help="kunci akses S3 (bukan rahasianya)")
    add("--backup-secret-file", type=secret, metavar="BERKAS", help="rahasianya; -: dari stdin")
    add("--backup-key", help="kunci publik age1…")
    add("--without-containers", action="store_true", help="portal dijalankan tanpa compose")
    return parser.parse_args()


def secret(name):
    """The first line of a file, or of standard input."""
    try:
        text = sys.stdin.readline() if name == "-" else Path(name).read_text("utf-8")
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{name}: {error.strerror}") from None
    return text.partition("\n")[0].rstrip("\r")

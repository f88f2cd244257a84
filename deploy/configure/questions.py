"""The few questions, each asked only where there is no answer yet, and tried before it is kept."""

import getpass
import os
import secrets
import shutil
from pathlib import Path

import trying
import wording
from wording import Wrong

ROOT = Path(__file__).resolve().parents[2]
OF_COMPOSE = ("POSTGRES_PASSWORD", "WEB_DATABASE_PASSWORD", "VALKEY_PASSWORD")
OF_MACHINE = ("DATABASE_URL", "REDIS_URL")  # deploy/install, or who set the servers up, names them
INSIDE = "/etc/romantik/roots.pem"
CHECKS = (  # setting, whether production needs it, how it is tried
    ("SECRET_KEY", True, None),
    ("PORTAL_URL", True, trying.name),
    ("EMAIL_URL", True, trying.mail),
    ("MAIL_FROM", True, None),
    ("SIGNING_ROOTS", False, trying.roots),
    ("BACKUP_TARGET", False, trying.backups),
    ("BACKUP_KEY", False, trying.keys),
)


class Console:
    """Asks whoever sits there."""

    def ask(self, words, default=""):
        """A line; the default for an empty one."""
        return input(f"{words}{f' [{default}]' if default else ''}: ").strip() or default

    def secret(self, words):
        """A line that nobody sees."""
        return getpass.getpass(f"{words} (tidak tampak): ")

    def insist(self, wrong):
        """Whether an answer is kept that was tried in vain."""
        print(f"  {wrong}")
        return self.ask("  Tetap pakai jawaban itu? y/t", "t").lower().startswith("y")

    def explain(self, wrong):
        """Say what cannot stand, before it is asked again."""
        print(f"  {wrong}")

    def tell(self, words):
        """Say what was found."""
        print(f"  {words}")


class Silent:
    """Asks nobody: what is missing is left out, or is the end."""

    def ask(self, words, default=""):
        """Nothing is typed."""
        return default

    def secret(self, words):
        """Whoever has one names its file."""
        raise Wrong(f"{words} belum ada; sebut berkasnya (bin/configure --help).")

    def insist(self, wrong):
        """It is not kept."""
        raise wrong

    explain = insist

    def tell(self, words):
        """Whoever wants to know asks by --check."""


def make_secrets(env, options):
    """Draw what nobody need know; what is there stays. The names of what was drawn."""
    wanted = ("SECRET_KEY", *(() if options.without_containers else OF_COMPOSE))
    made = [name for name in wanted if not env.has(name)]
    for name in made:  # letters and digits: they become parts of addresses
        env.put(name, secrets.token_hex(32))
    return made


def ask_all(env, options, console):
    """Ask what is missing, one setting after another; the names of what was answered."""
    questions = {
        "PORTAL_URL": address,
        "EMAIL_URL": mail_server,
        "MAIL_FROM": sender,
        "SIGNING_ROOTS": roots,
        "BACKUP_TARGET": backup_target,
        "BACKUP_KEY": backup_key,
    }
    answered = []
    for name, question in questions.items():
        if env.has(name):
            continue
        if value := settle(question, env, options, console):
            env.put(name, value)
            answered.append(name)
    return answered


def settle(question, env, options, console):
    """Ask until the answer stands."""
    while True:
        try:
            value, attempt = question(env, options, console)
        except Wrong as wrong:
            console.explain(wrong)
            options = nothing_said(options)
            continue
        if not value or not attempt or options.unchecked:
            return value
        try:
            console.tell(attempt(value))
        except trying.Unknown as unknown:
            console.tell(str(unknown))
        except Wrong as wrong:
            if not console.insist(wrong):
                options = nothing_said(options)
                continue
        return value


def nothing_said(options):
    """What was said on the command line was wrong: from now on it is asked."""
    kept = ("unchecked", "without_containers")
    return type(options)(**{n: v if n in kept else None for n, v in vars(options).items()})


def address(env, options, console):
    """The portal's own."""
    text = options.url or console.ask("Alamat portal, misalnya https://romantik.example.go.id")
    return wording.portal_url(text), trying.name


def mail_server(env, options, console):
    """Server, account and password, as one address."""
    asked = options.mail_server
    server = asked or console.ask(
        "Server surel dengan pangkalannya, misalnya mail.example.go.id:587"
    )
    server = wording.mail_server(server)
    plain = bool(options.mail_plain) or (
        not asked and console.ask("Server itu memakai TLS? y/t", "y").lower().startswith("t")
    )
    user = options.mail_user
    if user is None:
        user = console.ask("Nama pengguna di server surel (kosong: tanpa login)")
    password = options.mail_password_file
    if user and password is None:
        password = console.secret("Kata sandi server surel")
    return wording.email_url(server, user, password or "", plain=plain), trying.mail


def sender(env, options, console):
    """Under whose name mails leave."""
    host = env.get("PORTAL_URL").partition("://")[2].partition(":")[0].removeprefix("romantik.")
    default = f"Romantik BPS <romantik@{host}>" if host else ""
    return wording.sender(options.mail_from or console.ask("Pengirim surel", default)), None


def roots(env, options, console):
    """The certificates that signatures may stand under; compose finds them in `certificates`."""
    text = options.roots
    if text is None:
        text = console.ask("Berkas PEM sertifikat akar penanda tangan (kosong: nanti)")
    if not text:
        return "", None
    path = Path(text).expanduser().resolve()
    trying.roots(path)
    if options.without_containers:
        return str(path), trying.roots
    kept = trying.here(INSIDE)
    kept.parent.mkdir(mode=0o755, exist_ok=True)
    if path != kept.resolve():
        shutil.copyfile(path, kept)
    kept.chmod(0o644)
    return INSIDE, trying.roots


def backup_target(env, options, console):
    """A folder, or a bucket with its key."""
    text = options.backup
    if text is None:
        folder = "/folder" if options.without_containers else "/backups"
        text = console.ask(f"Tempat cadangan: {folder} atau s3://host/wadah/folder (kosong: tanpa)")
    if not text:
        return "", None
    if "://" in text:
        place = wording.bucket(text)
        key = options.backup_access_key or console.ask("Kunci akses S3")
        if not key:
            raise Wrong("Wadah S3 memerlukan kunci akses.")
        secret = options.backup_secret_file
        if secret is None:
            secret = console.secret("Rahasia kunci akses S3")
        return wording.with_key(place, key, secret), trying.backups
    place = wording.folder(text)
    if place == "/backups" and (own := trying.here(place)) != Path(place) and not own.exists():
        own.mkdir(mode=0o700)  # compose's own folder for them
        if os.geteuid() == 0:
            os.chown(own, trying.PORTAL, -1)
    return place, trying.backups


def backup_key(env, options, console):
    """To whom backups are encrypted; without a place for them nobody is asked."""
    if not env.has("BACKUP_TARGET"):
        return "", None
    text = options.backup_key or console.ask("Kunci publik cadangan (age1…, dari age-keygen)")
    return wording.backup_keys(text), None

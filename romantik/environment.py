"""How settings.py reads the environment: strictly, with one plain sentence for a wrong value."""

import hashlib
import os
import secrets
import sys
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from dotenv.parser import parse_stream
from environs import EnvValidationError, FileAwareEnv, ValidationError

SHORTEST_KEY = 50
SHORTEST_TOKEN = 20
LONGEST_SOCKET_PATH = 100  # the kernel takes 107 bytes; Valkey adds a few while it starts


def refuse(sentence):
    """End the process with one sentence: a wrong setting is not worth a traceback."""
    sys.exit(f"Romantik cannot start: {sentence}")


def told_by(file):
    """What a file of a secret says; nothing if it says nothing that can be read."""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


class Environment(FileAwareEnv):
    """Takes the value of NAME from the file that NAME_FILE names, where there is one.

    So containers, systemd's credentials and the agents of vaults hand secrets over.
    """

    def _get_value(self, env_key, default):
        named = os.environ.get(f"{env_key}_FILE")
        if named and os.environ.get(env_key):
            refuse(f"{env_key} and {env_key}_FILE are both set; keep one.")
        if named and not told_by(named):
            refuse(f"{env_key}_FILE is wrong: the file {named} cannot be read, or is empty.")
        return super()._get_value(env_key, default)

    def list(self, name, default, **options):
        """Values with commas between them; a space after one is not part of the next."""
        return super().list(name, default, subcast=str.strip, **options)


def open_environment(file):
    """Return the reader of the environment and of the .env file, which the former overrides."""
    env = Environment(eager=False, strip_whitespace=True)
    if file.exists():
        try:
            with file.open(encoding="utf-8") as lines:
                broken = next(filter(is_broken, parse_stream(lines)), None)
        except (OSError, UnicodeDecodeError) as problem:
            refuse(f"{file} cannot be read ({problem}).")
        if broken:
            refuse(f"line {broken.original.line} of {file} is not of the form NAME=value.")
        env.read_env(file, recurse=False)
    return env


def is_broken(line):
    """Tell whether a line of the .env file cannot be meant as it is written."""
    return line.error or (line.key and line.value is None)


def close_environment(env):
    """Refuse to go on if any value that was read is wrong."""
    try:
        env.seal()
    except EnvValidationError as problem:
        name, messages = next(iter(problem.error_messages.items()))
        refuse(f"{name} is wrong: {messages[0]}")


def refuse_unfit(missing, portal_url, debug):
    """Refuse to go on outside the demonstration with what only suits that."""
    if missing:
        are = "is" if len(missing) == 1 else "are"
        refuse(f"{', '.join(missing)} {are} missing; bin/configure asks for what .env needs.")
    if not portal_url.startswith("https://"):
        refuse("PORTAL_URL is wrong: outside the demonstration it must start with https://.")
    if debug:
        refuse("DEBUG is wrong: outside the demonstration it would show the insides of the portal.")


def public_keys(value):
    """Validate to whom backups are encrypted; a private key must not even be here."""
    if not all(key.startswith("age1") for key in value):
        raise ValidationError("It must be a public key, as age-keygen says it: age1…")


def own_address(host, port):
    """Return where the one-command run is found from its own machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def long_key(value):
    """Validate a secret key; none at all is for settings.py to judge."""
    if value and len(value) < SHORTEST_KEY:
        raise ValidationError(f"It must have at least {SHORTEST_KEY} characters.")


def long_keys(values):
    """Validate the keys before this one, which hold beside it for a while."""
    for value in values:
        long_key(value)


def port_number(value):
    if not 1 <= value <= 65535:
        raise ValidationError("It must be a number from 1 to 65535.")


def existing_file(value):
    """Validate the path of a file that somebody else provides; nothing at all is fine."""
    if value and not Path(value).is_file():
        raise ValidationError(f"There is no file {value}.")


def existing_place(value):
    """Validate the path of a file or folder that somebody provides; nothing at all is fine."""
    if value and not Path(value).exists():
        raise ValidationError(f"There is no file or folder {value}.")


def scanner_away(value):
    """Validate what becomes of files while the virus scanner does not answer."""
    if value not in {"refuse", "later"}:
        raise ValidationError("It must be refuse or later.")


def some_room(value):
    """Validate how much an agency may keep, in MB or files."""
    if not 1 <= value <= 1_000_000:
        raise ValidationError("It must be a number from 1 to 1000000.")


def few_seconds(value):
    """Validate how long a web server that shall end goes on answering."""
    if not 0 <= value <= 20:
        raise ValidationError("It must be a number from 0 to 20.")


def refuse_open_figures(asked_from, token, proxies):
    """An address proves nothing behind a proxy: one that does not say for whom it asks lends its
    own to everybody."""
    if asked_from and proxies and not token:
        refuse("METRICS_FOR needs METRICS_TOKEN, too, where PROXIES stand in front.")


def unguessable(value):
    """Validate a word that opens a door; none at all is fine."""
    if value and len(value) < SHORTEST_TOKEN:
        raise ValidationError(f"It must have at least {SHORTEST_TOKEN} characters.")


def share(value):
    """Validate which part of all requests is traced."""
    if not 0 <= value <= 1:
        raise ValidationError("It must be a number from 0 to 1.")


def generated_secret_key(folder):
    """Return the key kept in the folder for its owner alone; make it the first time."""
    file = folder / "secret_key"
    try:
        make_private_folder(folder)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text()
    except OSError as problem:
        refuse(f"the folder {folder} cannot be written to ({problem.strerror}).")
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w") as new:
        new.write(key)
    return key


def socket_path(folder):
    """Return where Valkey listens: in the folder, or nearer the root if that is too long."""
    path = folder / "valkey.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    near = Path(tempfile.gettempdir()) / f"romantik-{os.getuid()}-{digest}"
    make_private_folder(near)
    if near.is_symlink() or near.stat().st_uid != os.getuid():
        raise ImproperlyConfigured(f"{near} belongs to somebody else.")
    return near / "valkey.sock"


def make_private_folder(folder):
    """Make a folder that only its owner can open."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)

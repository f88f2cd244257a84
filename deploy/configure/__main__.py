"""`bin/configure`: asks the few things that only the office knows, tries them, and writes `.env`.

Needs the standard library only. Secrets are typed unseen, or come from a file or standard input;
never from the command line, where everybody on the machine could read them.
"""

import os
import sys
from pathlib import Path

import trying
from envfile import EnvFile
from options import read_options
from questions import CHECKS, OF_COMPOSE, OF_MACHINE, Console, Silent, ask_all, make_secrets
from wording import Wrong

ROOT = Path(__file__).resolve().parents[2]


def main():
    """Return the exit code: 0 when all is there and nothing that was tried is wrong."""
    options = read_options()
    try:
        env = EnvFile(options.file, ROOT / ".env.example")
        if options.check:
            return check(options, env)
        told = fill(options, env)
    except Wrong as wrong:
        say(f"Tidak ada yang ditulis: {wrong}", sys.stderr)
        return 1
    except OSError as error:
        say(f"Tidak ada yang ditulis: {error.filename}: {error.strerror}.", sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        say("\nTidak ada yang ditulis.", sys.stderr)
        return 1
    say(f"{options.file}: {', '.join(told)}." if told else f"{options.file} sudah lengkap.")
    return 0 if options.unchecked or not options.no_input else check(options, env)


def fill(options, env):
    """Draw and ask what is missing, and store it; its names."""
    env.refuse_if_shut()
    made = make_secrets(env, options)
    asked = ask_all(env, options, Silent() if options.no_input else Console())
    if made or asked or env.is_open() or not env.was_there:
        env.store()
    return [*made, *asked]


def check(options, env):
    """Try everything that is set, and say each in a line."""
    bad = 0
    if env.is_open():
        bad += tell(False, f"{options.file} terbaca orang lain: chmod 600 {options.file}")
    if override := env.overlooked():
        bad += tell(False, f"COMPOSE_FILE tidak menyebut {override}, sehingga itu tidak dibaca.")
    of_place = OF_MACHINE if options.without_containers else OF_COMPOSE
    for setting, needed, attempt in (*CHECKS, *((name, True, None) for name in of_place)):
        value = env.get(setting) or os.environ.get(setting, "")
        if not value and (where := env.elsewhere(setting)):
            tell(True, f"{setting}: {where}.")
            continue
        if not value:
            bad += tell(not needed, f"{setting} belum diisi." if needed else f"{setting}: tanpa.")
            continue
        try:
            said = attempt(value) if attempt else "ada"
        except trying.Unknown as unknown:
            said = str(unknown)
        except Wrong as wrong:
            bad += tell(False, f"{setting}: {wrong}")
            continue
        tell(True, f"{setting}: {said}")
    return 1 if bad else 0


def tell(well, words):
    """Say one finding; 1 if it is a bad one."""
    say(f"{'baik  ' if well else 'SALAH '} {words}")
    return 0 if well else 1


def say(words, where=None):
    """Print for whoever installs."""
    print(words, file=where or sys.stdout, flush=True)


if __name__ == "__main__":
    sys.exit(main())

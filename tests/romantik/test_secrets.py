"""Secrets come from files where an operator keeps them apart, and a key is changed in peace."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from environs import ValidationError

from accounts import links
from complaints.keys import KEYS, digest_of, readable
from paper.codes import CODE_ALPHABET
from requests_app.models import CalendarLink
from romantik.environment import close_environment, long_keys, open_environment
from romantik.hosts.services import host_names, log_address
from tests.accounts.test_brakes import gets_in, guess, known_device
from tests.cast import PASSWORD, make_staff
from tests.complaints.making import make_complaint

NEW = "kunci-baru-" * 6


def read(tmp_path, name, **environment):
    env = open_environment(tmp_path / "none")
    value = env.str(name, "")
    close_environment(env)
    return value


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path, monkeypatch):
    (tmp_path / "rahasia").write_text("postgres://romantik:sandi@db/romantik\n")
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "rahasia"))

    assert read(tmp_path, "DATABASE_URL") == "postgres://romantik:sandi@db/romantik"


def test_the_file_may_be_named_in_the_env_file_too(tmp_path, monkeypatch):
    (tmp_path / "rahasia").write_text("submission://a:b@mail.example.go.id")
    (tmp_path / ".env").write_text(f"EMAIL_URL_FILE={tmp_path}/rahasia\n")
    monkeypatch.setenv("EMAIL_URL_FILE", "")  # put back after the test
    monkeypatch.delenv("EMAIL_URL_FILE")

    assert open_environment(tmp_path / ".env").str("EMAIL_URL", "") == (
        "submission://a:b@mail.example.go.id"
    )


def test_a_file_that_is_not_there_or_set_twice_stops_the_start(tmp_path, monkeypatch):
    monkeypatch.setenv("BSRE_URL_FILE", str(tmp_path / "lost"))
    with pytest.raises(SystemExit, match=r"BSRE_URL_FILE is wrong: the file .*/lost cannot"):
        read(tmp_path, "BSRE_URL")

    (tmp_path / "lost").write_text("https://a:b@esign.example.go.id")
    monkeypatch.setenv("BSRE_URL", "https://c:d@esign.example.go.id")
    with pytest.raises(SystemExit, match="BSRE_URL and BSRE_URL_FILE are both set"):
        read(tmp_path, "BSRE_URL")


def test_a_space_after_a_comma_belongs_to_no_key(tmp_path, monkeypatch):
    """An older key that silently does not hold would end everything that it has given out."""
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", f"{NEW}, {NEW}x ")

    env = open_environment(tmp_path / "none")

    assert env.list("SECRET_KEY_FALLBACKS", [], validate=long_keys) == [NEW, f"{NEW}x"]
    assert env.list("SEAL_KEEPERS", []) == []


@pytest.mark.parametrize("said", [b"", b" \n", b"\xff\xfe", None])
def test_a_file_without_a_secret_stops_the_start(tmp_path, monkeypatch, said):
    """A vault that hands over nothing must not make a demonstration of the portal."""
    file = tmp_path / "rahasia"
    file.mkdir() if said is None else file.write_bytes(said)
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))

    with pytest.raises(SystemExit, match=r"SECRET_KEY_FILE is wrong: the file .*/rahasia cannot"):
        read(tmp_path, "SECRET_KEY")


def test_what_makes_no_sense_is_refused():
    for wrong in (["http://crl.example.go.id"], ["*"], ["crl.example.go.id/x"], ["a b"]):
        with pytest.raises(ValidationError, match=r"like ocsp\.example\.go\.id"):
            host_names(wrong)
    for wrong in ("udp://logs.example.go.id", "logs.example.go.id", "syslog+tls://"):
        with pytest.raises(ValidationError, match="must look like"):
            log_address(wrong)
    host_names(["*.go.id", "127.0.0.1", "crl.example.go.id"])
    log_address("")


@pytest.fixture
def newcomer(office):
    person = make_staff("Wahyu Nugroho", office=office)
    person.set_unusable_password()
    person.save()
    return person


def opening(client, sari, newcomer, complaint):
    """What the old key has given out, and what it answers: each address by its name."""
    calendar = CalendarLink.objects.get(person=sari)
    return {
        "session": (client, reverse("desk")),
        "welcome": (Client(), links.welcome_link(newcomer)),
        "complaint": (Client(), reverse("complaint_link", args=[KEYS.link_token(complaint)])),
        "calendar": (Client(), reverse("calendar_feed", args=[calendar.token])),
    }


def answers(known):
    return {name: who.get(way, follow=True).status_code for name, (who, way) in known.items()}


def test_a_new_key_ends_nothing_while_the_old_one_holds_beside_it(
    client, sari, hasan, newcomer, maya, settings
):
    client.post(reverse("account_login"), {"login": sari.email, "password": PASSWORD})
    device = known_device(hasan)
    CalendarLink.objects.renew(by=sari)
    known = opening(client, sari, newcomer, make_complaint(office=maya.office)[0])
    assert answers(known) == dict.fromkeys(known, 200)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [settings.SECRET_KEY]

    assert answers(known) == dict.fromkeys(known, 200)
    guess(hasan.email, 13)
    assert gets_in(device, hasan)
    new = links.welcome_link(newcomer).rstrip("/").rpartition("/")[2]
    settings.SECRET_KEY_FALLBACKS = []
    assert signing.loads(new, salt=links.WELCOME)[0] == newcomer.pk
    fresh = {name: (Client(), way) for name, (_, way) in known.items()}
    assert answers(fresh) == {"session": 200, "welcome": 410, "complaint": 404, "calendar": 404}
    assert client.get(reverse("desk")).status_code == 200  # he came while both held


def test_a_ticket_s_secret_needs_no_slow_digest_and_shorter_ones_of_before_still_open(maya):
    complaint, secret = make_complaint(office=maya.office)
    before = type(complaint)(code="LAMA2345", secret_digest=digest_of("LAMA2345", "ABCD" * 4))

    assert [len(group) for group in secret.split("-")] == [4] * 6
    assert len(CODE_ALPHABET) ** 24 > 2**112
    assert KEYS.opens(complaint, secret.lower().replace("-", " "))
    assert KEYS.opens(before, "abcd-abcd-abcd-abcd")
    assert readable("ABCD-ABCD-ABCD-ABCD") == "ABCD-ABCD-ABCD-ABCD"
    assert readable(KEYS.stamp(complaint)) == ""

"""What operators write of providers: read strictly, tried by doctor, unseen where it is none."""

import re
import subprocess
import sys
import tomllib

import pytest
from django.conf import settings as configured
from django.urls import NoReverseMatch, reverse
from environs import ValidationError

from accounts.providers.listed import listed_in
from accounts.providers.trying import problem_of
from romantik.management.commands import doctor
from tests.accounts.providers.conftest import listed
from tests.accounts.providers.server import DOCUMENT
from tests.ops.conftest import clean_environment
from tests.pages import soup, words

GOOD = """
[sso-bps]
name = "SSO BPS"
issuer = "https://sso.bps.example.go.id/realms/pegawai"
client_id = "romantik"
secret = "rahasia"
people = "staff"
"""
NEXT = GOOD.replace("[sso-bps]", "[lain]")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "providers.toml"


def test_a_file_is_read_whole(file):
    (file.parent / "rahasia").write_text("dari-berkas\n")
    more = 'vouches_for = ["bps.example.go.id"]\nsecond_factor_amr = ["otp"]\nhosts = ["a.go.id"]\n'
    file.write_text(GOOD.replace('secret = "rahasia"', 'secret_file = "rahasia"') + more)

    [one] = listed_in(file)

    assert (one.key, one.name, one.people, one.secret) == (
        *("sso-bps", "SSO BPS", "staff"),
        "dari-berkas",
    )
    assert (one.vouches_for, one.amr, one.acr) == (("bps.example.go.id",), ("otp",), ())
    assert one.origins == {
        ("https", "sso.bps.example.go.id", 443),
        ("https", "a.go.id", 443),
    }
    assert "dari-berkas" not in repr(one)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = ", "cannot be read"),
        ('[SSO]\nname = "x"', "[SSO] must be the short name of a section"),
        ('name = "x"', "[name] must be the short name of a section"),
        (GOOD.replace('"staff"', '"all staff"'), "[sso-bps] people: Must be one of"),
        (GOOD + "scopes = 1", "[sso-bps] scopes: Unknown field."),
        (GOOD.replace('client_id = "romantik"\n', ""), "[sso-bps] client_id: Missing data"),
        (GOOD.replace('secret = "rahasia"\n', ""), "[sso-bps] secret_file: Give secret_file or"),
        (GOOD + 'secret_file = "x"', "[sso-bps] secret_file: Give secret_file or secret"),
        (GOOD.replace('secret = "rahasia"', 'secret_file = "no"'), "cannot be read, or is empty"),
        (GOOD.replace("https://", "ldap://"), "[sso-bps] issuer: It must look like https://"),
        (GOOD.replace("https://sso", "https://a:b@sso"), "[sso-bps] issuer: It must look like"),
        (GOOD.replace("pegawai", "pegawai?x=1"), "[sso-bps] issuer: It must look like https://"),
        (GOOD + 'vouches_for = ["*"]', "[sso-bps] vouches_for: String does not match"),
        (GOOD + 'hosts = ["*.go.id"]', "[sso-bps] hosts: String does not match"),
        (GOOD + NEXT, "Two providers have the same name."),
        (GOOD + NEXT.replace('"SSO BPS"', '"Lain"'), "Two providers have the same issuer."),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(file, text, sentence):
    file.write_text(text)

    with pytest.raises(ValidationError) as problem:
        listed_in(file)

    assert sentence in str(problem.value.messages[0])


def start(file, **environment):
    return subprocess.run(
        [sys.executable, "-c", "import romantik.settings"],
        capture_output=True,
        text=True,
        cwd=configured.BASE_DIR,
        env=clean_environment(SIGN_IN_PROVIDERS=str(file), **environment),
    )


def test_the_process_ends_with_that_sentence_and_plain_http_is_for_the_demonstration(file):
    file.write_text(GOOD.replace("https://", "http://"))
    assert start(file).returncode == 0
    real = {
        "SECRET_KEY": "x" * 60,
        "PORTAL_URL": "https://romantik.example.go.id",
        "DATABASE_URL": "sqlite://",
        "REDIS_URL": "redis://127.0.0.1:6379",
        "EMAIL_URL": "smtp://mail.example.go.id",
        "MAIL_FROM": "Romantik <a@example.go.id>",
    }

    told = start(file, **real)

    assert (told.returncode, told.stderr) == (
        1,
        "Romantik cannot start: SIGN_IN_PROVIDERS is wrong: outside the demonstration each issuer "
        "is https://…\n",
    )


def test_the_example_in_the_documentation_is_one_that_works(file):
    text = (configured.BASE_DIR / "docs" / "operators.md").read_text("utf-8")
    [example] = re.findall(r"```toml\n(\[sso-bps\].*?)```", text, re.S)
    for told in tomllib.loads(example).values():
        example = example.replace(told["secret_file"], file.name)
    file.write_text(example)

    assert [(one.key, one.people) for one in listed_in(file)] == [
        ("sso-bps", "staff"),
        ("masuk-kalsel", "agencies"),
    ]


def test_doctor_says_what_is_wrong_with_a_provider(bps, settings):
    one = settings.SIGN_IN_PROVIDERS[0]
    assert problem_of(one) == ""
    bps.changes["/jwks"] = lambda told: {"keys": []}
    assert problem_of(one) == f"{bps.issuer}/jwks holds no keys"
    bps.changes[DOCUMENT] = lambda told: told | {"issuer": "https://lain.example.go.id"}
    assert problem_of(one) == f"{bps.issuer}: its document names another issuer"
    gone = listed(bps, hosts=())
    object.__setattr__(gone, "issuer", "http://127.0.0.1:9")
    settings.SIGN_IN_PROVIDERS = (gone,)
    assert problem_of(gone) == "http://127.0.0.1:9: ConnectionError"

    assert list(doctor.providers()) == [
        ("sign-in by SSO BPS", "http://127.0.0.1:9: ConnectionError")
    ]


def test_pages_with_buttons_let_forms_lead_there_and_no_other_page_does(client, bps, province):
    own = f"form-action 'self' {' '.join(sorted((target(bps), target(province))))}"

    login = client.get(reverse("account_login"))

    assert own in login["Content-Security-Policy"]
    assert "form-action 'self';" in client.get(reverse("home"))["Content-Security-Policy"] + ";"
    buttons = [each.get_text(strip=True) for each in soup(login).select("main form button")]
    assert buttons[-2:] == ["Masuk dengan SSO BPS", "Masuk dengan Masuk Kalsel"]


def target(provider):
    return f"http://127.0.0.1:{provider.server.port}"


def test_without_providers_nothing_of_it_is_seen(client, sari):
    page = client.get(reverse("account_login"))
    assert "Masuk dengan" not in words(page).replace("Masuk dengan kunci keamanan", "")
    assert "form-action 'self'" in page["Content-Security-Policy"]
    for name in ("openid_connect_login", "openid_connect_callback", "socialaccount_connections"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    client.force_login(sari)
    for address in ("/masuk/dengan/sso-bps/", "/akun/masuk-dengan/"):
        assert client.get(address).status_code == 404
    assert "Akun lain untuk masuk" not in words(client.get(reverse("profile")))
    assert "Akun lain untuk masuk" not in words(client.get(reverse("own_data")))

"""What a certificate must be is found out when it is shown, not when a letter has its number."""

import pytest
from bs4 import BeautifulSoup
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID as Access
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.refusals import NotNow
from letters.models import Certificate
from letters.signing import Failure, SigningError, issuers
from letters.signing.lasting.fetching import AwayError
from letters.signing.roots import trusted_roots
from letters.signing.verifying import seal_of
from tests.letters.authority import Authority

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SECRET = "frasa-sandi-berkas"


@pytest.fixture
def root(settings, tmp_path):
    """An authority that the portal trusts."""
    authority = Authority("Akar Uji")
    (tmp_path / "roots.pem").write_bytes(authority.pem)
    settings.SIGNING_ROOTS = str(tmp_path / "roots.pem")
    return authority


@pytest.fixture
def between(root):
    return Authority("Antara Uji", above=root)


def failure_of(identity, others=None):
    with pytest.raises(SigningError) as error:
        Certificate.objects.examine(identity.container(SECRET.encode(), others), secret=SECRET)
    return error.value.failure, str(error.value)


def kept(identity, person, others=None):
    container = identity.container(SECRET.encode(), others)
    return Certificate.objects.examine(container, secret=SECRET).keep_for(person)


@pytest.mark.parametrize(
    "curve", [ec.BrainpoolP256R1(), ec.BrainpoolP384R1(), ec.BrainpoolP512R1(), ec.SECP256K1()]
)
def test_a_curve_that_readers_refuse_is_refused_by_name(root, curve):
    identity = root.person("Hasan Basri", key=ec.generate_private_key(curve))
    failure, said = failure_of(identity)
    assert failure == Failure.ODD_KEY
    assert "P-256, P-384, atau P-521" in said
    assert curve.name in said


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()])
def test_the_curves_that_readers_know_do(root, hasan, curve):
    identity = root.person("Hasan Basri", key=ec.generate_private_key(curve))
    assert kept(identity, hasan).name == "Hasan Basri"


def test_a_key_of_another_kind_is_told_as_such(root):
    identity = root.person("Hasan Basri", key=ed25519.Ed25519PrivateKey.generate())
    assert failure_of(identity)[0] == Failure.ODD_KEY


@pytest.mark.parametrize("size", [1024, 1536, 2040])
def test_a_short_rsa_key_is_refused_with_its_length(root, size):
    identity = root.person("Hasan Basri", key=rsa.generate_private_key(65537, size))
    failure, said = failure_of(identity)
    assert failure == Failure.WEAK_KEY
    assert f"{size} bit" in said


def test_an_rsa_key_of_2048_bits_does(root, hasan):
    identity = root.person("Hasan Basri", key=rsa.generate_private_key(65537, 2048))
    assert kept(identity, hasan)


def test_an_office_that_asks_for_128_bits_refuses_an_rsa_key_of_fewer(root, hasan, settings):
    settings.SIGNER_RSA_BITS = 3072
    short, longer = (rsa.generate_private_key(65537, size) for size in (2048, 3072))
    failure, said = failure_of(root.person("Hasan Basri", key=short))

    assert failure == Failure.WEAK_KEY
    assert "Panjang kunci ini 2048 bit, sedangkan paling sedikit 3072 bit." in said
    assert kept(root.person("Hasan Basri", key=longer), hasan)


@pytest.mark.parametrize(
    "facts",
    [
        {"usage": False},
        {"usage": None},
        {"extensions": [(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)]},
        {"extensions": [(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)]},
    ],
)
def test_a_certificate_for_other_purposes_is_told_so(root, facts):
    failure, said = failure_of(root.person("Hasan Basri", **facts))
    assert failure == Failure.NO_PURPOSE
    assert "tidak dibuat untuk menandatangani" in said


def test_three_troubles_with_issuers_are_three_sentences(root, between):
    expired = Authority("Antara Kedaluwarsa", above=root, ended=True)
    strange = Authority("Akar Asing")
    told = [
        failure_of(between.person("Hasan Basri"), others=[]),
        failure_of(expired.person("Hasan Basri")),
        failure_of(strange.person("Hasan Basri")),
    ]
    failures, said = zip(*told, strict=True)
    assert failures == (Failure.MISSING_LINK, Failure.EXPIRED_LINK, Failure.UNTRUSTED)
    assert "Yang kurang: sertifikat “Antara Uji”." in said[0]
    assert "“Antara Kedaluwarsa” berlaku sampai" in said[1]
    assert "Penerbitnya “Akar Asing”." in said[2]


def test_what_is_missing_further_up_is_named(root, between):
    below = Authority("Antara Kedua", above=between)
    failure, said = failure_of(below.person("Hasan Basri"), others=[below.certificate])
    assert failure == Failure.MISSING_LINK
    assert "“Antara Uji”" in said


def test_an_authority_that_bears_a_trusted_name_is_not_trusted(root):
    failure, _ = failure_of(Authority("Akar Uji").person("Hasan Basri"), others=[])
    assert failure == Failure.UNTRUSTED


def test_an_intermediate_that_was_renewed_counts_beside_the_expired_one(root, hasan):
    expired = Authority("Antara Uji", above=root, ended=True)
    renewed = root._issue(expired.name, expired.key, ca=True)
    identity = expired.person("Hasan Basri")
    assert kept(identity, hasan, others=[expired.certificate, renewed])


@pytest.mark.parametrize("place", ["between.pem", "."])
def test_the_office_has_the_intermediates_of_its_issuers(
    root, between, hasan, letter, settings, tmp_path, place
):
    folder = tmp_path / "between"
    folder.mkdir()
    (folder / "between.pem").write_bytes(between.pem)
    settings.SIGNING_INTERMEDIATES = str(folder / place)
    settings.DEMONSTRATION = True

    kept(between.person("Hasan Basri"), hasan, others=[])
    signed = letter.take_up(by=hasan)
    digest = signed.unsigned_sha256
    signed.attempts.sign(by=hasan, passphrase=SECRET, unsigned_sha256=digest)

    settings.SIGNING_INTERMEDIATES = ""  # the letter carries what leads to its root
    seal = seal_of(signed.document(), trusted_roots())
    assert (seal.is_sound, seal.others) == (True, (between.certificate,))


def naming(url):
    place = x509.AccessDescription(Access.CA_ISSUERS, x509.UniformResourceIdentifier(url))
    return [(x509.AuthorityInformationAccess([place]), False)]


@pytest.mark.parametrize("form", [Encoding.DER, Encoding.PEM])
def test_an_intermediate_is_asked_for_only_where_asking_is_allowed(
    root, between, hasan, settings, monkeypatch, form
):
    asked = []

    async def answer(url, **limits):
        asked.append(url)
        return between.certificate.public_bytes(form)

    monkeypatch.setattr(issuers, "fetch", answer)
    identity = between.person("Hasan Basri", extensions=naming("http://ca.example/antara.cer"))
    settings.REVOCATION_ANSWERS = False
    assert failure_of(identity, others=[])[0] == Failure.MISSING_LINK
    assert asked == []
    settings.REVOCATION_ANSWERS = True
    assert kept(identity, hasan, others=[])
    assert asked == ["http://ca.example/antara.cer"]


@pytest.mark.parametrize("content", [b"", b"<html>", None])
def test_an_address_that_does_not_answer_leaves_the_trouble(
    root, between, settings, monkeypatch, content
):
    async def answer(url, **limits):
        if content is None:
            raise AwayError("away")
        return content

    monkeypatch.setattr(issuers, "fetch", answer)
    settings.REVOCATION_ANSWERS = True
    identity = between.person("Hasan Basri", extensions=naming("http://ca.example/antara.cer"))
    assert failure_of(identity, others=[])[0] == Failure.MISSING_LINK


def test_the_page_says_why_and_which_words_of_the_name_differ(client, root, hasan):
    client.force_login(hasan)

    def shown(identity):
        file = SimpleUploadedFile("kunci.p12", identity.container(SECRET.encode()))
        page = client.post(reverse("certificate"), {"container": file, "passphrase": SECRET})
        return " ".join(BeautifulSoup(page.content, "html.parser").find("main").text.split())

    assert "“HUSIN” pada sertifikat" in shown(root.person("HUSIN BASRI, S.ST."))
    assert "ditolak pembaca PDF" in shown(
        root.person("Hasan Basri", key=ec.generate_private_key(ec.BrainpoolP256R1()))
    )
    assert not Certificate.objects.exists()


def untrusted(settings, hasan):
    settings.SIGNING_ROOTS = ""


def renamed(settings, hasan):
    hasan.name = "Husin Basri"
    hasan.save()


def expired(settings, hasan):
    Certificate.objects.update(not_after="2026-01-01T00:00+00:00")


def taken_away(settings, hasan):
    Certificate.objects.all().delete()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (untrusted, "tidak dipercaya"),
        (renamed, "“Husin” di sini, “Hasan” pada sertifikat"),
        (expired, "sudah habis"),
        (taken_away, "Simpan sertifikat"),
    ],
)
def test_nothing_is_numbered_for_a_head_who_could_not_sign(
    client, root, letter, hasan, settings, change, said
):
    kept(root.person("Hasan Basri"), hasan)
    change(settings, hasan)

    with pytest.raises(NotNow, match=said):
        letter.take_up(by=hasan)

    letter.refresh_from_db()
    assert (letter.state, letter.number, letter.identity) == ("draft", "", "")
    client.force_login(hasan)
    for address in (reverse("issuance", args=[letter.submission.code]), reverse("sitting")):
        page = client.get(address).content.decode()
        assert "Siapkan" not in page
        assert reverse("certificate") in page

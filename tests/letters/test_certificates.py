"""The page where the head shows his key: his file, the office's token, or his account at BSrE."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from letters.models import Certificate
from tests.letters import bsre_server

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def typed(holder, *, of="hasan", secret=None):
    """What Hasan types and chooses on the page."""
    secret = secret or holder.secret
    row = holder.row(of)
    if holder.backend == "pkcs12":
        file = SimpleUploadedFile("kunci.p12", row["container"])
        return {"backend": "pkcs12", "container": file, "passphrase": secret}
    name = "label" if holder.backend == "pkcs11" else "account"
    return {
        "backend": holder.backend,
        f"{holder.backend}-{name}": row["account"],
        f"{holder.backend}-passphrase": secret,
    }


def words(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").find("main").get_text(" ").split())


def test_each_kind_of_key_is_shown_looked_at_and_kept(client, hasan, holder):
    client.force_login(hasan)

    answer = client.post(reverse("certificate"), typed(holder), follow=True)

    kept = Certificate.objects.get(person=hasan)
    assert (kept.backend, kept.name, kept.issuer) == (holder.backend, "HASAN BASRI", "Akar Uji")
    assert "Sertifikat HASAN BASRI disimpan dan siap dipakai." in words(answer)
    assert bsre_server.ACCOUNT not in answer.content.decode()
    assert holder.secret not in answer.content.decode()


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ("ended", "Masa berlaku sertifikat Anda sudah habis"),
        ("somebody", "Nama pada sertifikat tidak sama dengan nama Anda"),
        ("stranger", "Penerbit sertifikat Anda tidak dipercaya"),
    ],
)
def test_a_key_that_is_not_his_or_not_good_is_refused_in_words(client, hasan, holder, of, said):
    client.force_login(hasan)
    assert said in words(client.post(reverse("certificate"), typed(holder, of=of)))
    assert not Certificate.objects.exists()


def test_a_wrong_secret_is_refused_and_not_shown_again(client, hasan, holder):
    client.force_login(hasan)
    page = client.post(reverse("certificate"), typed(holder, secret="keliru-sekali"))
    assert "Kata sandi sertifikat salah" in words(page)
    assert b"keliru-sekali" not in page.content


def test_what_is_not_set_up_is_not_offered(client, hasan):
    client.force_login(hasan)
    page = client.get(reverse("certificate")).content.decode()
    assert "PIN token" not in page
    assert "BSrE" not in page

"""The mailbox of the demonstration, where every mail can be read without logging in."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from events.outbox import enqueue_message


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMONSTRATION = True


@pytest.fixture
def mail(db):
    name = default_storage.save("surat/1.pdf", ContentFile(b"%PDF-1.7"))
    return enqueue_message(
        "moving_day",
        "sari@example.go.id",
        "Kantor pindah",
        "Baca https://romantik.example.go.id/surat/abc/ <segera>",
        html="<p>Baca</p><script>alert(1)</script>",
        attachments=[(name, "Surat.pdf", "application/pdf")],
    )


ADDRESSES = [
    ("mailbox", []),
    ("mailbox_mail", [1]),
    ("mailbox_html", [1]),
    ("mailbox_attachment", [1, 0]),
]


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_outside_the_demonstration_there_is_no_mailbox(client, settings, mail, name, args):
    settings.DEMONSTRATION = False

    assert client.get(reverse(name, args=[mail.pk, *args[1:]] if args else [])).status_code == 404


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_the_mailbox_is_for_reading_only(client, mail, name, args):
    address = reverse(name, args=[mail.pk, *args[1:]] if args else [])

    assert client.post(address).status_code == 405


def test_it_lists_the_newest_first_for_everybody(client, mail):
    enqueue_message("moving_day", "joko@example.go.id", "Kantor tetap", "Isi")

    page = client.get(reverse("mailbox"))

    assert [listed.subject for listed in page.context["mails"]] == ["Kantor tetap", "Kantor pindah"]
    assert reverse("mailbox_mail", args=[mail.pk]) in page.text


def test_it_can_be_narrowed_to_one_address(client, mail):
    enqueue_message("moving_day", "joko@example.go.id", "Kantor tetap", "Isi")

    page = client.get(reverse("mailbox"), {"kepada": "Sari@example.go.id"})

    assert [listed.subject for listed in page.context["mails"]] == ["Kantor pindah"]


def test_an_empty_mailbox_says_so(client, db):
    assert "Belum ada surel" in client.get(reverse("mailbox")).text


@pytest.mark.parametrize("mails", [1, 60])
def test_a_page_costs_the_same_and_older_mails_are_a_step_away(
    client, office, mails, django_assert_num_queries
):
    for n in range(mails):
        enqueue_message("moving_day", "sari@example.go.id", f"Surat {n}", "Isi")

    with django_assert_num_queries(2):  # the mails, and the office in the page's frame
        page = client.get(reverse("mailbox"))

    assert len(page.context["mails"]) == min(mails, 50)
    if mails > 50:
        older = client.get(reverse("mailbox"), {"sebelum": page.context["older"]})
        assert [mail.subject for mail in older.context["mails"]][-1] == "Surat 0"
        assert len(older.context["mails"]) == 10


@pytest.mark.parametrize("before", ["x", "-1", "²", "9" * 30])
def test_a_page_that_makes_no_sense_is_the_first_one(client, mail, before):
    assert len(client.get(reverse("mailbox"), {"sebelum": before}).context["mails"]) == 1


def test_a_mail_shows_its_text_with_links_and_its_attachments(client, mail):
    page = client.get(reverse("mailbox_mail", args=[mail.pk]))

    assert '<a href="https://romantik.example.go.id/surat/abc/" rel="nofollow">' in page.text
    assert "&lt;segera&gt;" in page.text
    assert f'src="{reverse("mailbox_html", args=[mail.pk])}"' in page.text
    attachment = client.get(reverse("mailbox_attachment", args=[mail.pk, 0]))
    assert attachment.getvalue() == b"%PDF-1.7"
    assert attachment["Content-Disposition"] == 'attachment; filename="Surat.pdf"'
    assert client.get(reverse("mailbox_attachment", args=[mail.pk, 1])).status_code == 404


def test_the_mail_s_own_page_runs_no_script(client, mail):
    page = client.get(reverse("mailbox_html", args=[mail.pk]))

    assert page.text == "<p>Baca</p><script>alert(1)</script>\n"
    policy = page["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox; ")
    assert "default-src 'none'" in policy
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_a_mail_without_html_has_no_such_page(client, db):
    mail = enqueue_message("moving_day", "sari@example.go.id", "Perihal", "Isi")

    assert client.get(reverse("mailbox_html", args=[mail.pk])).status_code == 404
    assert "<iframe" not in client.get(reverse("mailbox_mail", args=[mail.pk])).text


def test_an_address_that_nobody_has_finds_nothing(client, mail):
    for nobody in ("\x00", "x", "\x00tono@example.go.id"):
        page = client.get(reverse("mailbox"), {"kepada": nobody})
        assert page.status_code == 200
        assert len(page.context["mails"]) == (nobody == "\x00")  # nothing asked for is everything


def test_an_attachment_that_is_not_there_is_not_found(client, mail):
    (name, *_), *_ = mail.attachments
    assert client.get(reverse("mailbox_attachment", args=[mail.pk, 1])).status_code == 404
    default_storage.delete(name)

    assert client.get(reverse("mailbox_attachment", args=[mail.pk, 0])).status_code == 404

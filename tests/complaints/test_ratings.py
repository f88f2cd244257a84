"""Asked once, answered once, by link, in the portal or on paper; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, StaffRole
from complaints.index.unsur import KEYS
from complaints.models import Rating, RatingInvitation
from complaints.rating_links import SALT, link_to
from complaints.tasks import remind_of_ratings
from events.models import Event, Mail
from events.refusals import NotNow
from letters.models import Letter
from letters.tasks import sweep
from tests.complaints.conftest import decided, opinion

ANSWERS = dict.fromkeys(KEYS, "3")


def path(invitation):
    link = link_to(invitation)
    return link[link.index("/penilaian/") :]


def test_when_the_letter_has_arrived_the_agency_is_asked_once(client, signed, sari, ratna):
    Mail.objects.filter(kind="letter_delivered").update(state=Mail.State.SENT)

    sweep()
    signed.refresh_from_db()
    signed.hand_over(by=ratna, to="Sari", on=signed.dated_on)

    assert signed.state == Letter.State.DELIVERED
    mail = Mail.objects.get(kind="rating_asked")
    assert mail.to == sari.email
    assert mail.about == signed.submission
    invitation = RatingInvitation.objects.get()
    address = mail.text.partition("Isi penilaian:\n")[2].splitlines()[0]
    page = client.get(address[address.index("/penilaian/") :], follow=True)
    assert page.status_code == 200
    assert (invitation.is_answered, Rating.objects.count()) == (False, 0)


def test_one_click_nine_answers_and_nothing_more(client, invitation):
    address = path(invitation)
    page = client.get(address, follow=True)
    assert page["Cache-Control"].count("no-store") == 1

    answer = client.post(
        address, ANSWERS | {"comment": "Cepat\x00 sekali.", "sex": "female"}, follow=True
    )

    assert "Penilaian tersimpan" in answer.content.decode()
    rating = Rating.objects.get()
    assert {key: getattr(rating, key) for key in KEYS} == dict.fromkeys(KEYS, 3)
    assert (rating.comment, rating.sex, rating.education) == ("Cepat sekali.", "female", "")
    assert (rating.channel, rating.quarter) == ("online", None)
    for method in (client.get, client.post):
        again = method(address, ANSWERS)
        assert again.status_code == 410
        assert "sudah kami terima" in again.content.decode()
    assert Rating.objects.count() == 1


def test_what_is_missing_is_named_and_nothing_is_lost(client, invitation):
    given = ANSWERS | {"comment": "Ruang tunggu sempit.", "sex": "male"}
    del given["time"], given["cost"]

    page = client.post(path(invitation), given | {"cost": "5"})

    form = page.context["form"]
    assert form.errors == {
        "time": ["Pilih salah satu dari empat jawaban."],
        "cost": ["Pilih salah satu dari empat jawaban."],
    }
    html = page.content.decode()
    assert "Ruang tunggu sempit." in html
    assert html.count(" checked") == 7
    assert Rating.objects.count() == 0
    invitation.refresh_from_db()
    assert not invitation.is_answered


HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE complaints_rating; --",
    "=cmd|' /C calc'!A0",
    "\x00\x1b[31m\u202etxt.exe",
    "🙂" * 900,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_kept_as_words(client, invitation, text):
    answer = client.post(path(invitation), ANSWERS | {"comment": text})

    assert answer.status_code == 302
    kept = Rating.objects.get().comment
    assert "\x00" not in kept
    assert "\u202e" not in kept
    assert kept.startswith(text.replace("\x00", "")[:1].strip("\x1b") or "[31m")


def test_hostile_answers_are_refused(client, invitation):
    for text in ("x" * 100_000, "🙂" * 2001):
        page = client.post(path(invitation), ANSWERS | {"comment": text})
        assert list(page.context["form"].errors) == ["comment"]
    for text in ("", "0", "5", "-1", "3.0", "NaN", "3 OR 1=1", "９", "\x00"):
        page = client.post(path(invitation), ANSWERS | {"time": text, "sex": text or "x"})
        assert {"time", "sex"} == set(page.context["form"].errors), text
    assert Rating.objects.count() == 0


def test_forged_and_old_links_open_nothing(client, invitation):
    good = path(invitation).rstrip("/").rpartition("/")[2]
    other_salt = signing.dumps(invitation.pk, salt="accounts.welcome")
    for token in (good[:-1], good[:-1] + "AA", other_salt, "x", "%00", "a" * 5000):
        for method in (client.get, client.post):
            page = method(f"/penilaian/{token}/", ANSWERS)
            assert page.status_code == 410, token
    assert client.get(f"/penilaian/{signing.dumps(999_999, salt=SALT)}/").status_code == 410
    RatingInvitation.objects.update(asked_on=timezone.localdate() - timedelta(days=90))
    page = client.post(path(invitation), ANSWERS)
    assert "Masa penilaian" in page.content.decode()
    assert Rating.objects.count() == 0


def test_the_agency_rates_from_its_own_page_too(client, invitation, sari, stranger, ratna):
    file, address = invitation.submission, reverse("rating", args=[invitation.submission.code])
    client.force_login(sari)
    assert "Nilai layanan kami" in client.get(file.get_absolute_url()).content.decode()

    client.post(address, ANSWERS)

    assert Rating.objects.count() == 1
    assert "sudah kami terima" in client.post(address, ANSWERS).content.decode()
    assert "Nilai layanan kami" not in client.get(file.get_absolute_url()).content.decode()
    assert Rating.objects.count() == 1
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(ratna)
    assert client.get(address).status_code == 403


def test_who_does_not_answer_is_reminded_once_after_two_weeks(invitation, sari, ratna):
    other = RatingInvitation.objects.ask(decided(sari, ratna))
    other.settle()
    remind_of_ratings()
    assert not Mail.objects.filter(kind="rating_reminder").exists()

    RatingInvitation.objects.update(asked_on=timezone.localdate() - timedelta(days=15))
    for _ in range(2):
        remind_of_ratings()

    mail = Mail.objects.get(kind="rating_reminder")
    assert (mail.to, mail.about, mail.event) == (sari.email, None, None)
    assert "/penilaian/" in mail.text
    RatingInvitation.objects.update(asked_on=timezone.localdate() - timedelta(days=95))
    RatingInvitation.objects.update(is_reminded=False)
    remind_of_ratings()
    assert Mail.objects.filter(kind="rating_reminder").count() == 1


ON_PAPER = ANSWERS | {"of_product": "recommendation"}


def test_paper_is_copied_at_the_counter_and_marked_as_such(client, recommended, budi, office):
    client.force_login(budi)
    address = reverse("rating_paper")

    client.post(address, ON_PAPER)
    client.post(address, ON_PAPER | {"code": recommended.code.lower()})
    page = client.post(address, ON_PAPER | {"code": recommended.code})

    assert "sudah dinilai" in page.content.decode()
    assert list(Rating.objects.values_list("channel", flat=True)) == ["paper", "paper"]
    assert RatingInvitation.objects.get().is_answered
    events = Event.objects.filter(action="office.paper_rating")
    assert [(event.by, event.particulars) for event in events] == [(budi, {})] * 2
    assert RatingInvitation.objects.ask(recommended) is None  # and the mail never asks again
    for code in ("ZZZZZZZZ", "' OR 1=1"):
        page = client.post(address, ON_PAPER | {"code": code})
        assert list(page.context["form"].errors) == ["code"]


def test_an_examiner_never_copies_the_paper_about_his_own_file(client, recommended, ratna):
    StaffRole.objects.create(user=ratna, role=Role.FRONT_DESK)
    client.force_login(ratna)

    page = client.post(reverse("rating_paper"), ON_PAPER | {"code": recommended.code})

    assert "Anda pemeriksa pengajuan ini" in page.content.decode()
    assert Rating.objects.count() == 0


def test_a_second_answer_at_the_same_moment_is_refused(invitation):
    same = RatingInvitation.objects.get()
    Rating.objects.answer(invitation, **opinion())

    with pytest.raises(NotNow):
        Rating.objects.answer(same, **opinion())

    assert Rating.objects.count() == 1

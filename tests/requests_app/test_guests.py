"""A colleague outside the agency's account helps with one file: he fills in, others submit."""

import re

import pytest
from django.urls import reverse

from accounts.forms.people import JoinForm
from accounts.models import User
from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from requests_app.models import Submission
from tests.accounts.test_mailed import JOINING
from tests.cast import PASSWORD, make_member
from tests.pages import soup, told, words
from tests.submissions import make_draft, make_examined, make_returned

TONO = "tono@konsultan.example.go.id"


@pytest.fixture
def invited(draft, sari):
    draft.invite(email=TONO, by=sari)
    return draft


@pytest.fixture
def tono(invited):
    """Has come by the link: an account of no agency."""
    person = User.objects.create_user(TONO, PASSWORD, name="Tono Harjo")
    person.confirm_mailbox()
    return person


def link_in(mail):
    return re.search(r"https?://[^/]+(/undangan-pengajuan/\S+)", mail.text)[1]


def test_who_belongs_to_no_agency_needs_no_second_factor(client, settings, invited, tono):
    """Nobody could take a lost one off: he is on no office's list."""
    settings.AGENCIES_NEED_SECOND_FACTOR = True
    client.force_login(tono)

    assert client.get(reverse("submission", args=[invited.code])).status_code == 200


def test_who_presses_twice_at_once_has_one_account_and_no_error(client, invited, monkeypatch):
    """The other press is done between the look for an account and its making."""

    def other_press_first(form):
        User.objects.get_or_create(email=TONO)
        return is_valid(form)

    is_valid = JoinForm.is_valid
    monkeypatch.setattr(JoinForm, "is_valid", other_press_first)
    page = client.get(link_in(Mail.objects.get(kind="file_invitation", to=TONO))).url

    led = client.post(page, JOINING)

    assert led.url.startswith(reverse("account_login"))
    assert told(led) == ["Akun Anda sudah aktif. Silakan masuk."]


def test_a_guest_comes_by_the_link_makes_an_account_and_reads_this_file_alone(client, sari, draft):
    other = make_draft(sari)
    client.force_login(sari)
    page = soup(client.get(reverse("submission", args=[draft.code])))
    response = client.post(page.select_one('a[href$="/rekan/"]')["href"], {"email": TONO})
    assert told(response) == [f"Undangan dikirim ke {TONO}."]
    client.logout()

    link = link_in(Mail.objects.get(kind="file_invitation", to=TONO))
    typed = {"name": "Tono Harjo", "password1": PASSWORD, "password2": PASSWORD, "consent": "on"}
    response = client.post(link, typed)

    assert response.url == f"{reverse('account_login')}?next={draft.get_absolute_url()}"
    person = User.objects.get(email=TONO)
    assert (person.agency, person.office) == (None, None)
    client.force_login(person)
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert "Survei" in words(client.get(reverse("desk")))
    assert client.get(client.get(link).url).url == draft.get_absolute_url()


def test_he_reads_and_fills_in_and_does_not_submit(client, invited, tono):
    client.force_login(tono)
    page = client.get(invited.get_absolute_url())

    assert page.context["next_step"].words == (
        "Isian dan lampiran lengkap. Dinas Perikanan Kabupaten Kotabaru yang mengajukannya."
    )
    assert page.context["next_step"].label == ""
    assert page.context["more_steps"] == page.context["dangers"] == []
    invited.revision.store("cover", {"title": "Survei Biaya Hidup Nelayan"}, by=tono)
    assert client.get(reverse("answers", args=[invited.code, "cover"])).status_code == 200
    assert client.get(reverse("answers_review", args=[invited.code])).status_code == 200
    assert client.post(reverse("submittal", args=[invited.code])).status_code == 403
    for verb, facts in (
        ("submit", {}),
        ("cancel", {"reason": "Batal."}),
        ("invite", {"email": "x@example.go.id"}),
        ("pass_on", {"to": tono}),
    ):
        with pytest.raises(NotAllowed):
            getattr(Submission.objects.get(pk=invited.pk), verb)(by=tono, **facts)


def test_he_answers_notes(sari, ratna, tono, invited):
    file = make_returned(sari, ratna)
    assert not file.can_write(tono)
    file.invite(email=TONO, by=sari)

    file = Submission.objects.get(pk=file.pk)
    file.notes.get().answer(by=tono, text="Sudah diperbaiki.")

    assert file.notes.get().state == "answered"


def test_the_inviter_ends_it(client, sari, tono, invited):
    client.force_login(sari)
    page = soup(client.get(reverse("guests", args=[invited.code])))
    form = page.find("form", action=re.compile("pengakhiran"))
    response = client.post(form["action"])

    assert told(response) == [f"{TONO} tidak dapat membuka pengajuan ini lagi."]
    client.force_login(tono)
    assert client.get(invited.get_absolute_url()).status_code == 404
    assert client.get(link_in(Mail.objects.get(kind="file_invitation"))).status_code == 410
    assert "Tidak ada pengajuan yang diundangkan" in words(client.get(reverse("desk")))


def test_it_ends_with_the_file(client, sari, tono, invited):
    client.force_login(tono)
    invited.submit(by=sari)
    assert client.get(invited.get_absolute_url()).status_code == 200
    invited.cancel(by=sari)

    assert client.get(invited.get_absolute_url()).status_code == 404


def test_a_member_of_another_agency_may_help_too_and_keeps_his_own(client, sari, draft):
    wati = make_member("Wati")
    own = make_draft(wati)
    draft.invite(email=wati.email.upper(), by=sari)

    assert set(Submission.objects.visible_to(wati)) == {own, draft}
    assert draft.can_write(wati)
    assert not draft.may("submit", wati)


def test_who_can_open_it_anyway_is_not_invited(draft, sari, ratna):
    colleague = make_member("Wati", agency=sari.agency)
    for email, why in (
        (colleague.email, "sudah anggota"),
        (ratna.email, "petugas BPS"),
    ):
        with pytest.raises(NotNow, match=why):
            draft.invite(email=email, by=sari)
    draft.invite(email=TONO, by=sari)
    with pytest.raises(NotNow, match="sudah diundang"):
        draft.invite(email=TONO, by=sari)
    assert Event.objects.filter(action="submission.invite").count() == 1


def test_a_guest_is_led_nowhere_else(client, tono, sari, ratna):
    examined = make_examined(sari, ratna)
    client.force_login(tono)

    for name in ("agency_members", "board", "queue", "office", "submission_new"):
        assert client.get(reverse(name)).status_code == 403, name
    for name in ("desk", "submissions", "consultations", "notices", "profile"):
        assert client.get(reverse(name)).status_code == 200, name
    assert client.get(examined.get_absolute_url()).status_code == 404


def test_strangers_neither_invite_nor_end(client, stranger, invited):
    client.force_login(stranger)
    guest = invited.guests.get()

    assert client.get(reverse("guests", args=[invited.code])).status_code == 404
    assert client.post(reverse("guest_ending", args=[invited.code, guest.pk])).status_code == 404
    assert client.get(reverse("guest_arrival", args=["tidak-ada"])).status_code == 410

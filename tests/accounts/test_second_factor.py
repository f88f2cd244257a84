"""The second factor: offered to all, compulsory for whom the settings say."""

import time
from datetime import timedelta
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.apps import apps
from django.urls import reverse
from time_machine import travel

from accounts.tasks import end_unseen_codes
from events.models import Mail
from tests.cast import PASSWORD, make_office
from tests.pages import soup, words


def log_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def code_for(secret):
    """What the app on the telephone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_app(client):
    """Read the key from the page, type the code, and return the key."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert response.status_code == 302, response.context["form"].errors
    return secret


@pytest.fixture
def compulsory(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True


def test_staff_can_do_nothing_before_the_second_factor_is_set_up(
    client, compulsory, budi, django_capture_on_commit_callbacks
):
    assert log_in(client, budi).status_code == 302
    for name in ("agency_approvals", "agency_new", "profile", "account_change_password"):
        assert client.get(reverse(name)).url == reverse("mfa_index")
    assert client.post(reverse("agency_new"), {}).url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)

    assert client.get(reverse("agency_approvals")).status_code == 200
    assert Mail.objects.get(kind="account_notice").to == budi.email
    types = set(Authenticator.objects.filter(user=budi).values_list("type", flat=True))
    assert types == {"totp", "recovery_codes"}


def test_brackets_a_thousand_deep_are_refused_and_break_nothing(client, db):
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": "[" * 100_000})

    assert answer.status_code == 400


def test_the_code_is_asked_for_at_the_next_log_in(client, compulsory, budi):
    log_in(client, budi)
    secret = set_up_app(client)
    client.logout()

    response = log_in(client, budi)
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Kode tidak cocok" in wrong.content.decode()
    codes = Authenticator.objects.get(user=budi, type="recovery_codes").wrap().get_unused_codes()
    response = client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert response.url == reverse("desk")
    assert secret


def test_staff_cannot_take_off_the_only_factor(client, compulsory, budi):
    log_in(client, budi)
    set_up_app(client)

    page = client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))

    assert "Faktor kedua wajib bagi Anda" in page
    assert Authenticator.objects.filter(user=budi, type="totp").exists()


def test_the_admin_takes_a_lost_factor_off(client, settings, dewi, budi):
    log_in(client, budi)
    set_up_app(client)
    client.logout()
    client.force_login(dewi)

    assert (
        "Lepas faktor kedua"
        in client.get(reverse("office_person", args=[budi.pk])).content.decode()
    )
    client.post(reverse("office_person_factor", args=[budi.pk]))

    assert Authenticator.objects.filter(user=budi).count() == 0


def test_members_of_an_agency_are_free_to_do_without(client, compulsory, sari):
    client.force_login(sari)

    assert client.get(reverse("agency")).status_code == 200


def test_where_it_is_a_duty_for_agencies_a_member_sets_it_up_and_works_on(client, settings, sari):
    settings.AGENCIES_NEED_SECOND_FACTOR = True
    assert log_in(client, sari).status_code == 302
    for name in ("desk", "agency", "submission_new", "profile", "account_change_password"):
        assert client.get(reverse(name)).url == reverse("mfa_index")
    page = words(client.get(reverse("mfa_index")))
    assert "Portal ini mewajibkannya. Pilih satu dari dua cara di bawah" in page

    set_up_app(client)

    assert client.get(reverse("agency")).status_code == 200
    assert "mewajibkannya" not in words(client.get(reverse("mfa_index")))
    assert "Faktor kedua wajib bagi Anda" in words(client.get(reverse("mfa_deactivate_totp")))
    client.post(reverse("mfa_deactivate_totp"))
    assert sari.authenticator_set.filter(type="totp").exists()
    client.logout()
    assert log_in(client, sari).url == reverse("mfa_authenticate")


def test_the_duty_of_agencies_is_not_that_of_staff_nor_of_guests(client, settings, budi):
    settings.AGENCIES_NEED_SECOND_FACTOR = True
    for name in ("home", "catalogue", "consultation_new", "complaint_new", "account_login"):
        assert client.get(reverse(name)).status_code == 200
    client.force_login(budi)

    assert client.get(reverse("agency_approvals")).status_code == 200


def test_the_office_takes_a_lost_factor_of_a_member_off(client, settings, dewi, budi, sari):
    settings.AGENCIES_NEED_SECOND_FACTOR = True
    log_in(client, sari)
    set_up_app(client)
    client.logout()
    agency = reverse("agency_approval", args=[sari.agency_id])
    address = reverse("office_person_factor", args=[sari.pk])
    client.force_login(budi)
    assert "Lepas faktor kedua" not in words(client.get(agency))
    client.force_login(dewi)
    assert soup(client.get(agency)).find("a", href=address)
    assert "hubungi dahulu nomor atau surel instansi" in words(client.get(address))

    assert client.post(address).url == reverse("agency_approvals")

    assert not sari.authenticator_set.exists()
    assert not soup(client.get(agency)).find("a", href=address)
    client.logout()
    assert log_in(client, sari).url == reverse("desk")
    assert client.get(reverse("desk")).url == reverse("mfa_index")


def test_an_admin_takes_nothing_off_people_of_another_office(client, dewi, sari):
    type(sari.agency).objects.filter(pk=sari.agency_id).update(office=make_office("6371"))
    client.force_login(dewi)

    assert client.post(reverse("office_person_factor", args=[sari.pk])).status_code == 404


def test_public_pages_need_no_second_factor(client, compulsory, budi):
    assert client.get(reverse("account_login")).status_code == 200
    client.force_login(budi)
    assert client.get(reverse("region_suggestions")).url == reverse("mfa_index")


def codes_of(person):
    return Authenticator.objects.get(user=person, type="recovery_codes")


def read_codes(client):
    page = soup(client.get(reverse("mfa_view_recovery_codes")))
    return [code.get_text() for code in page.select(".codes code")]


def test_recovery_codes_are_read_once_and_made_anew(client, budi):
    log_in(client, budi)
    set_up_app(client)
    old = codes_of(budi).wrap().get_unused_codes()

    assert read_codes(client) == old
    assert read_codes(client) == []
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 403
    assert "sudah pernah ditampilkan" in words(client.get(reverse("mfa_view_recovery_codes")))
    assert "10 kode belum dipakai" in words(client.get(reverse("mfa_index")))
    asked = client.get(reverse("mfa_generate_recovery_codes"))
    assert "10 kode yang lama tidak berlaku lagi" in words(asked)
    assert client.post(reverse("mfa_generate_recovery_codes")).url == (
        reverse("mfa_view_recovery_codes")
    )
    new = read_codes(client)
    assert (len(new), set(new) & set(old)) == (10, set())


def test_once_shown_only_slow_digests_of_them_are_kept(client, budi):
    log_in(client, budi)
    set_up_app(client)
    codes = read_codes(client)
    kept = codes_of(budi)

    assert set(kept.data) == {"hashes", "viewed_at"}
    assert len({each.split("$")[1] for each in kept.data["hashes"]}) == 10  # each its own salt
    assert not any(code in str(kept.data) for code in codes)
    client.logout()
    log_in(client, budi)
    typed = f" {codes[3][:4]} {codes[3][4:]} "
    assert client.post(reverse("mfa_authenticate"), {"code": typed}).url == reverse("desk")
    assert len(codes_of(budi).wrap().get_unused_codes()) == 9
    client.logout()
    log_in(client, budi)
    again = client.post(reverse("mfa_authenticate"), {"code": codes[3]})
    assert "Kode tidak cocok" in again.content.decode()


def test_codes_that_nobody_looks_at_end_after_an_hour(client, budi, dewi):
    """Until then who reads the database reads them."""
    log_in(client, budi)
    set_up_app(client)
    seen = Authenticator.objects.create(
        user=dewi, type="recovery_codes", data={"hashes": [], "viewed_at": 1}
    )
    made_at = codes_of(budi).created_at

    with travel(made_at + timedelta(minutes=59), tick=False):
        end_unseen_codes.delay()
        assert len(codes_of(budi).wrap().get_unused_codes()) == 10
    with travel(made_at + timedelta(minutes=60), tick=False):
        end_unseen_codes.delay()
    left = Authenticator.objects.filter(type="recovery_codes")
    assert list(left) == [seen]
    assert "Belum ada. Buat dan simpan" in words(client.get(reverse("mfa_index")))


def test_codes_that_the_release_before_showed_stay_good(budi):
    """It goes on serving while the tables are made, and again after `bin/upgrade --back`."""
    shown = Authenticator.objects.create(
        user=budi,
        type="recovery_codes",
        data={"seed": "5eed" * 20, "used_mask": 1, "viewed_at": 1},
    )
    codes = shown.wrap().get_unused_codes()

    with travel(shown.created_at + timedelta(hours=2), tick=False):
        end_unseen_codes.delay()

    assert set(codes_of(budi).data) == {"hashes", "viewed_at"}
    assert [codes_of(budi).wrap().validate_code(code) for code in codes] == [True] * 9


def test_codes_from_before_stay_good_and_cannot_be_read_any_more(client, budi):
    old = Authenticator.objects.create(
        user=budi, type="recovery_codes", data={"seed": "5eed" * 20, "used_mask": 1}
    )
    codes = old.wrap().get_unused_codes()

    import_module("accounts.migrations.0012_hash_recovery_codes").put_away_all(apps, None)

    assert set(codes_of(budi).data) == {"hashes", "viewed_at"}
    assert [codes_of(budi).wrap().validate_code(code) for code in codes] == [True] * 9
    assert codes_of(budi).data["hashes"] == []


def test_without_a_second_factor_there_are_no_codes(client, budi):
    log_in(client, budi)

    for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes"):
        assert client.get(reverse(name)).status_code == 404

"""What is refused as a password, at every place where one is made."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

OURS = [
    "Romantik2026",
    "statistik-Kotabaru",
    "BPS_kotabaru_1",
    "admin.romantik!",
    "kepala.kantor99",
]
FINE = [
    "udang galah di muara",
    "statistik itu pedas sekali",
    "kotabaru-peragaan",
    "x" * 200,
    "日本語の長い合言葉",
]


@pytest.mark.parametrize("password", OURS)
def test_the_words_of_the_portal_are_no_password(password):
    with pytest.raises(ValidationError) as problem:
        validate_password(password)

    assert [error.code for error in problem.value.error_list] == ["password_our_words"]


@pytest.mark.parametrize("password", FINE)
def test_whatever_signs_it_has_a_long_one_is_taken(password):
    assert validate_password(password) is None


@pytest.mark.parametrize("password", ["sari wulandari", "Sari.Wulandari1", "sari@example.go.id"])
def test_neither_name_nor_mailbox_is(password, sari):
    with pytest.raises(ValidationError) as problem:
        validate_password(password, sari)

    assert {error.code for error in problem.value.error_list} == {"password_too_similar"}


@pytest.mark.parametrize("password", ["qwertyuiop", "iloveyou1", "1q2w3e4r5t"])
def test_one_of_the_commonest_of_breaches_is_not(password):
    with pytest.raises(ValidationError):
        validate_password(password)

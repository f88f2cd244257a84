"""What people are told inside the portal, and when they are mailed of it: their own choice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Event, Mail, Notice, NoticeChoice
from events.models.notice import MOST_COUNTED
from events.topics import BY_KIND, TOPICS, Timing
from norms.keeping import sweep
from tests import pages
from tests.cast import make_office
from tests.submissions import make_returned, make_submitted


def choose(person, **timings):
    NoticeChoice.objects.choose(person, timings)


def titles(person):
    return list(Notice.objects.of(person).order_by("pk").values_list("title", flat=True))


def test_what_is_mailed_is_also_listed_and_leads_to_the_same_page(sari, ratna):
    file = make_submitted(sari)

    [notice] = Notice.objects.of(ratna)
    assert (notice.mail.to, notice.title) == (ratna.email, notice.mail.subject)
    assert notice.title.startswith("Perlu diperiksa (baru): Survei")
    assert (notice.path, notice.about) == (reverse("examination", args=[file.code]), file)
    assert notice.is_unread
    assert titles(sari) == [Mail.objects.get(kind="submission_received").subject]


def test_what_tells_of_a_page_is_read_there_behind_a_hundred_others(sari, ratna):
    file = make_submitted(sari)
    Notice.objects.bulk_create(
        Notice(kind="submission_to_examine", person=ratna, title="Lain", path="/")
        for _ in range(MOST_COUNTED)
    )

    assert Notice.objects.read_about(ratna, file) == MOST_COUNTED
    assert not Notice.objects.of(ratna).about(file).unread().exists()

    Notice.objects.of(ratna).about(file).update(read_at=None)
    new = Notice.objects.create(
        kind="submission_to_examine", person=ratna, title="Baru", path="/", about=file
    )
    assert new.is_unread
    assert Notice.objects.read_about(ratna, file) == MOST_COUNTED  # others stand behind it


def test_links_by_which_one_enters_are_not_listed(sari, client):
    client.post(reverse("account_reset_password"), {"email": sari.email})

    assert Mail.objects.get().kind == "account_password_reset"
    assert titles(sari) == []


@pytest.mark.parametrize(("timing", "mails"), [("at_once", 1), ("daily", 0), ("never", 0)])
def test_a_person_is_mailed_when_he_chose_to_be(sari, ratna, timing, mails):
    choose(ratna, work=timing)

    make_submitted(sari)

    assert Mail.objects.filter(to=ratna.email).count() == mails
    [notice] = Notice.objects.of(ratna)
    assert (notice.timing, bool(notice.mail)) == (timing, bool(mails))


def test_the_foot_of_a_mail_leads_to_the_choice_where_there_is_one(sari, ratna, settings):
    make_submitted(sari)
    page = settings.PORTAL_URL + reverse("notice_choices")

    mail = Mail.objects.get(to=ratna.email)
    assert f"kapan surel seperti ini dikirim: {page}\n" in mail.text
    assert f'<a href="{page}">' in mail.html


def test_nobody_refuses_what_starts_or_ends_a_right(client, sari, ratna):
    client.force_login(sari)
    page = client.post(reverse("notice_choices"), {"progress": "never"})
    assertContains(page, "Pilih salah satu yang tersedia.")
    with pytest.raises(ValueError, match="cannot be never"):
        choose(sari, progress="never")
    for fixed in ("letters", "account"):
        with pytest.raises(ValueError, match="cannot be daily"):
            choose(sari, **{fixed: "daily"})

    NoticeChoice.objects.create(person=sari, topic="progress", timing="never")  # of another time
    make_returned(sari, ratna)

    assert Mail.objects.filter(to=sari.email, kind="submission_returned").count() == 1


def test_the_choice_is_made_on_a_page_and_recorded_once(client, sari):
    client.force_login(sari)
    for _ in range(2):
        client.post(reverse("notice_choices"), {"progress": "daily"})

    page = client.get(reverse("notice_choices"))
    assertContains(page, 'value="daily" required aria-invalid="false" id="id_progress_1" checked')
    assertNotContains(page, "Pekerjaan baru")
    [event] = Event.objects.about(sari)
    assert event.sentence == (
        "Sari Wulandari mengatur surelnya: Jalannya pengajuan: sekali sehari.\n"
    )


def test_the_bell_counts_what_is_not_read_and_opening_it_reads_it(client, sari, ratna):
    file = make_submitted(sari)
    make_submitted(sari)
    client.force_login(ratna)
    assertContains(client.get(reverse("desk")), "Pemberitahuan: 2 belum dibaca")

    notice = Notice.objects.of(ratna).get(path__contains=file.code)
    answer = client.get(reverse("notice", args=[notice.pk]))

    assert answer.headers["Location"] == reverse("examination", args=[file.code])
    assertContains(client.get(reverse("desk")), "Pemberitahuan: 1 belum dibaca")


def test_reading_the_file_reads_what_was_told_of_it(client, sari, ratna):
    file, other = make_submitted(sari), make_submitted(sari)
    client.force_login(ratna)

    client.get(reverse("submission", args=[file.code]))

    unread = Notice.objects.of(ratna).unread()
    assert [notice.about for notice in unread] == [other]


def test_all_is_read_up_to_what_the_page_showed(client, sari, ratna):
    make_submitted(sari)
    client.force_login(ratna)
    shown = Notice.objects.of(ratna).first().pk
    make_submitted(sari)  # while the page is open

    client.post(reverse("notice_readings"), {"sampai": shown})
    client.post(reverse("notice_readings"), {"sampai": "x"})

    assert Notice.objects.of(ratna).unread().count() == 1


def test_another_person_s_notices_do_not_exist(client, sari, ratna, stranger):
    make_submitted(sari)
    theirs = Notice.objects.of(ratna).get()
    client.force_login(stranger)

    assert client.get(reverse("notice", args=[theirs.pk])).status_code == 404
    client.post(reverse("notice_readings"), {"sampai": theirs.pk})
    assert Notice.objects.of(ratna).unread().count() == 1


def test_a_file_that_one_may_not_see_any_more_is_not_told_of(client, sari, ratna, hasan, dewi):
    file = make_submitted(sari)
    file.transfer(to=make_office("6301"), by=hasan, reason="Wilayahnya lain.")
    client.force_login(ratna)

    page = client.get(reverse("notices"))
    assertNotContains(page, file.title)
    assertContains(page, "Tentang hal yang tidak lagi dapat Anda lihat")
    answer = client.get(
        reverse("notice", args=[Notice.objects.of(ratna).get(kind="submission_to_examine").pk]),
        follow=True,
    )
    assertContains(answer, "Anda tidak lagi dapat melihat hal yang diberitahukan itu.")


def told(about):
    return {"about": about, "about_id": str(about.pk)}


def test_pages_of_fifty_ask_the_same_few_questions(
    client, sari, ratna, office, django_assert_max_num_queries
):
    client.force_login(ratna)
    file = make_submitted(sari)
    client.get(reverse("notices"))
    for rows in (1, 60):
        Notice.objects.bulk_create(
            Notice(person=ratna, kind="deadline_near", title=f"{n}", path="/", **told(about))
            for n in range(rows)
            for about in [file if n % 2 else office]
        )
        with django_assert_max_num_queries(9):
            page = client.get(reverse("notices"))
    assert page.content.decode().count('<li class="task') == 50

    older = client.get(reverse("notices"), {"sebelum": page.context["older"]})
    assert older.content.decode().count('<li class="task') == 12
    assert client.get(reverse("notices"), {"sebelum": "9" * 30}).status_code == 200


def test_a_year_later_they_are_forgotten_but_not_what_waits_for_its_mail(sari, ratna):
    choose(ratna, work="daily")
    make_submitted(sari)
    old = timezone.now() - timedelta(days=400)
    Notice.objects.update(created_at=old)

    sweep("keep.notices")

    assert [notice.person for notice in Notice.objects.all()] == [ratna]


def test_the_table_says_of_each_kind_of_mail_once_what_it_tells_of():
    kinds = [kind for topic in TOPICS for kind in topic.kinds]
    assert len(kinds) == len(set(kinds)) == len(BY_KIND)
    assert all(topic.timings[0] == Timing.AT_ONCE for topic in TOPICS)
    choosable = [topic for topic in TOPICS if topic.is_choosable]
    assert all(one.for_staff or one.for_agencies or one.for_walidata for one in choosable)


def test_what_is_not_read_is_listed_apart(client, sari, ratna):
    for _ in range(2):
        make_submitted(sari)
    notices = Notice.objects.of(ratna).order_by("pk")
    notices.filter(pk=notices[0].pk).mark_read()
    client.force_login(ratna)

    unread = client.get(reverse("notices"), {"belum": "1"}).context["notices"]

    assert [notice.pk for notice in unread] == [notices[1].pk]
    assert len(client.get(reverse("notices")).context["notices"]) == 2


def test_all_read_is_told_once_something_was_shown(client, sari, ratna):
    make_submitted(sari)
    client.force_login(ratna)
    newest = client.get(reverse("notices")).context["newest"]
    read = client.post(reverse("notice_readings"), {"sampai": newest})
    nonsense = client.post(reverse("notice_readings"), {"sampai": "9" * 30})

    assert read.url == nonsense.url == reverse("notices")
    assert pages.told(read) == ["Semua pemberitahuan ditandai sudah dibaca."]
    assert pages.told(nonsense) == []
    assert not Notice.objects.of(ratna).unread().exists()
    assert client.get(reverse("notice_readings")).status_code == 405

"""What the agency, another office, a unit outside and strangers see of opinions."""

import re
from datetime import timedelta

from django.urls import reverse

from accounts.models import Role
from events.models import Event, Mail
from opinions.models import Opinion
from tests.cast import make_office, make_staff
from tests.opinions.making import (
    FRAME,
    SAID,
    SECRET,
    TEXT,
    ask,
    link_path,
    make_opinion,
    make_units,
    tasks,
)
from tests.pages import soup, words


def test_the_agency_never_learns_of_it(client, examined, ratna, yoga, sari):
    make_opinion(examined, ratna, yoga, text=SECRET).answer(by=yoga, text=SECRET)
    make_opinion(examined, ratna, yoga, text=SECRET).press(by=ratna)
    examined.return_for_revision(by=ratna, note="Lengkapi.")
    client.force_login(sari)

    for name in ("submission", "notes", "resume", "dossier", "form_pdf", "clock", "receipt"):
        page = client.get(reverse(name, args=[examined.code]))
        content = b"".join(page).decode("utf-8", "replace")
        assert page.status_code == 200
        assert not re.search(rf"\bpendapat\b|{SECRET}", content, re.IGNORECASE), name
    assert not Mail.objects.filter(to=sari.email, kind__startswith="opinion").exists()
    assert not Event.objects.timeline(examined, sari)[-1].action.startswith("opinion")
    for opinion in Opinion.objects.all():
        assert client.get(opinion.get_absolute_url()).status_code == 404
    assert client.get(reverse("opinion_new", args=[examined.code])).status_code == 403


def test_another_office_sees_the_file_until_it_has_answered(client, examined, ratna, rahmat):
    examined.remarks.write(by=ratna, text=SECRET)
    opinion = make_opinion(examined, ratna, office=rahmat.office)
    page = opinion.get_absolute_url()
    client.force_login(rahmat)
    [row] = tasks(client)
    assert "Beri pendapat" in row
    opened = client.get(page)
    assert soup(opened).select("#q-survey_purpose")
    assert not soup(opened).select("#blok-contacts")
    assert SECRET not in opened.text
    for name in ("submission", "examination", "resume", "attachments", "notes"):
        assert client.get(reverse(name, args=[examined.code])).status_code == 404

    client.post(page, {"text": SAID})

    closed = client.get(page)
    assert SAID in words(closed)
    assert not soup(closed).select(".summary-list")
    assert tasks(client) == []


def test_a_unit_reads_and_answers_by_its_link_and_nothing_else(client, examined, ratna):
    examined.remarks.write(by=ratna, text=SECRET)
    opinion = make_units(examined, ratna, question=FRAME)
    address = link_path(opinion)
    assert address in Mail.objects.get(kind="opinion_asked").text
    opened = client.get(address, follow=True)
    assert [one["id"] for one in soup(opened).select(".summary-list > div")] == ["q-sampling_frame"]
    assert opened.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(opinion.get_absolute_url()).status_code == 302  # to the log-in
    assert client.post(address, {"text": SAID}).status_code == 200  # without a name

    client.post(address, {"text": SAID, "name": "Wulan, Ketua Tim Sosial"})

    opinion.refresh_from_db()
    assert (opinion.answer_text, opinion.answerer) == (SAID, "Wulan, Ketua Tim Sosial")
    closed = client.get(address, follow=True)
    assert SAID in words(closed)
    assert not soup(closed).select(".summary-list")
    client.post(address, {"text": "Lain.", "name": "Orang lain"})
    assert Opinion.objects.get().answer_text == SAID
    sentence = Event.objects.get(action="opinion.answered").sentence
    assert " ".join(sentence.split()).startswith(
        "Sistem mencatat pendapat Tim Statistik Sosial tentang"
    )


def test_a_withdrawn_link_shows_nothing_and_a_forged_or_old_one_is_unknown(
    client, examined, ratna, yoga, clock
):
    opinion, other = make_units(examined, ratna), make_opinion(examined, ratna, yoga)
    opinion.withdraw(by=ratna)

    page = client.get(link_path(opinion), follow=True)

    assert "Pendapat ini tidak diperlukan lagi." in words(page)
    assert TEXT not in page.text
    assert examined.spoken_title not in page.text
    assert client.post(link_path(opinion), {"text": SAID, "name": "A"}).status_code == 200
    assert Opinion.objects.get(pk=opinion.pk).state == "withdrawn"
    address = link_path(make_units(examined, ratna))
    assert client.get(address[:-2] + "x/").status_code == 404
    assert link_path(other) == other.get_absolute_url()
    clock.shift(timedelta(days=91))
    assert client.get(address).status_code == 404


def test_persons_stay_inside_the_office(client, examined, ratna, yoga, rahmat):
    contact = examined.revision.answers["contacts"]["responsible_name"]
    unit, inside = make_units(examined, ratna), make_opinion(examined, ratna, yoga)
    assert contact not in client.get(link_path(unit), follow=True).text
    client.force_login(yoga)
    assert contact in client.get(inside.get_absolute_url()).text

    client.force_login(ratna)
    typed = {"question": "contacts.responsible_name", "office": rahmat.office_id}
    refused = ask(client, examined, kind="kantor", **typed)
    taken = ask(client, examined, colleague=yoga.pk, question="contacts.responsible_name")

    assert "tidak dibagikan ke luar kantor" in words(refused)
    assert taken.status_code == 302


def test_beyond_the_office_nobody_reads_the_title_that_is_being_written(
    client, examined, ratna, rahmat, sari
):
    title = examined.title
    examined.return_for_revision(by=ratna, note="Perbaiki judul.")
    examined.revision.store("cover", {"survey_title": "Judul yang sedang ditulis"}, by=sari)
    outside = make_units(examined, ratna)
    inside = make_opinion(examined, ratna, office=rahmat.office)
    client.force_login(rahmat)

    told = [mail.subject + mail.text for mail in Mail.objects.filter(kind="opinion_asked")]
    pages = [link_path(outside), inside.get_absolute_url(), reverse("desk")]
    told += [client.get(page, follow=True).text for page in pages]

    assert len(told) == 5
    assert all(title in text and "sedang ditulis" not in text for text in told)


def test_a_colleague_whose_work_it_is_no_more_reads_and_hears_nothing(
    client, examined, ratna, yoga, hasan
):
    asked = make_opinion(examined, ratna, yoga)
    answered = make_opinion(examined, hasan, ratna)
    yoga.give_roles([Role.COMPLAINT_HANDLER], by=None)
    ratna.give_roles([Role.COMPLAINT_HANDLER], by=None)

    Opinion.objects.get(pk=asked.pk).press(by=hasan)

    for person, opinion in ((yoga, asked), (ratna, answered)):
        client.force_login(person)
        assert client.get(opinion.get_absolute_url()).status_code == 404
        assert tasks(client) == []
    assert Mail.objects.filter(to=yoga.email, kind="opinion_due").count() == 0
    assert Opinion.objects.get(pk=asked.pk).hearers() == []


def test_strangers_find_nothing(client, examined, ratna, yoga, stranger, rahmat):
    opinion = make_opinion(examined, ratna, yoga)
    for person in (stranger, rahmat):
        client.force_login(person)
        assert client.get(opinion.get_absolute_url()).status_code == 404
        for name in ("opinion_withdrawal", "opinion_reminder"):
            assert client.post(reverse(name, args=[opinion.pk])).status_code == 404
        assert client.get(reverse("opinion_new", args=[examined.code])).status_code == 404


def test_only_offices_where_somebody_examines_can_be_asked(client, examined, ratna):
    client.force_login(ratna)
    address = reverse("opinion_new", args=[examined.code])
    make_staff("Tono", Role.FRONT_DESK, office=make_office("6301"))
    assert "Satuan kerja BPS lain" not in client.get(address).text

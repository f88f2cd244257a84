"""What the answers rule out of the checklist: it does not apply, and nobody is asked."""

from django.urls import reverse

from requests_app.examining.checklist import items_for, verdict
from tests.pages import soup, told
from tests.submissions import make_examined


def test_a_whole_population_has_no_sample_to_judge_and_nobody_is_asked(client, sari, ratna):
    survey = make_examined(sari, ratna, collection_coverage="whole")
    findings = survey.revision.findings
    assert findings.by_item() == {"sampling": "inapplicable"}

    findings.judge(
        by=ratna, findings={item.code: "fit" for item in items_for(survey.kind)} | {"sampling": ""}
    )

    assert verdict(findings.by_item(), survey.kind)[1] is True
    kept = {line["item"]: line["finding"] for line in findings.as_checklist()}
    assert (kept["sampling"], kept["variables"]) == ("Tidak berlaku", "Sesuai")
    client.force_login(ratna)
    page = soup(client.get(reverse("examination", args=[survey.code])))
    said = page.select_one("#butir-sampling")
    assert said.get_text(" ", strip=True) == (
        "F. Rancangan sampel Tidak berlaku: seluruh populasi didata."
    )
    assert not said.select("input")
    assert len(page.select("#butir-variables input")) == 3


def test_the_button_that_saves_all_leaves_alone_what_does_not_apply(client, sari, ratna):
    survey = make_examined(sari, ratna, collection_coverage="whole")
    client.force_login(ratna)
    address = reverse("findings", args=[survey.code])

    answer = client.post(address, {"variables": "fit", "dulu-sampling": "inapplicable"})

    assert told(answer) == ["Daftar periksa tersimpan."]
    assert survey.revision.findings.by_item() == {"variables": "fit", "sampling": "inapplicable"}

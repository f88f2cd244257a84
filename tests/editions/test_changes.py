"""What changed between two versions: by question, by row, by word; and it can be applied."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editions import EDITIONS
from editions.comparing.changes import apply
from editions.comparing.wording import compare_words
from editions.fields import Choice
from tests.answers import fs3_answers

FS3 = EDITIONS["fs3_2021"]
RARELY = settings(
    derandomize=True,
    deadline=None,
    max_examples=500,  # on each of the two forms
    suppress_health_check=list(HealthCheck),
)


def variable(name, period="Setahun", **more):
    return {"name": name, "reference_period": period, **more}


def table(old, new):
    """How the table of variables changed: [(sign, place before, place now)]."""
    changes = FS3.changes(fs3_answers(variables=old), fs3_answers(variables=new))
    (change,) = [change for change in changes if change.key == "purpose.variables"]
    return [(row.sign, row.was_at, row.is_at) for row in change.rows]


@pytest.mark.usefixtures("regions")
def test_rows_are_added_removed_changed_and_moved():
    luas, umur, hasil = variable("Luas"), variable("Umur"), variable("Hasil")

    assert table([luas, umur], [luas, hasil, umur]) == [("+", None, 1)]
    assert table([luas, umur], [umur]) == [("−", 0, None)]
    assert table([luas, umur], [luas, variable("Umur", "Kini")]) == [("±", 1, 1)]
    assert table([luas, umur, hasil], [hasil, luas, umur]) == [("⇅", 2, 0)]
    assert table([luas, umur, hasil], [variable("Hasil", "Kini"), luas, umur]) == [("±", 2, 0)]


@pytest.mark.usefixtures("regions")
def test_a_row_says_what_happened_to_it_in_words():
    old = [variable("Luas"), variable("Umur"), variable("Hasil")]
    new = [variable("Hasil", "Sebulan"), variable("Luas"), variable("Harga")]
    (change,) = FS3.changes(fs3_answers(variables=old), fs3_answers(variables=new))

    assert [(row.number, row.label) for row in change.rows] == [
        (1, "baris diubah dan dipindahkan dari baris 3 ke baris 1"),
        (2, "baris dihapus"),
        (3, "baris ditambahkan"),
    ]
    period = change.rows[0].cells[1]
    assert (period.column, period.words) == (
        "Periode enumerasi",
        [("−", "Setahun"), ("+", "Sebulan")],
    )


@pytest.mark.usefixtures("regions")
def test_long_texts_are_compared_word_by_word():
    (change,) = FS3.changes(
        fs3_answers(analysis_method="Analisis deskriptif saja."),
        fs3_answers(analysis_method="Analisis inferensia saja, per kecamatan."),
    )

    assert change.words == [
        (" ", "Analisis "),
        ("−", "deskriptif saja."),
        ("+", "inferensia saja, per kecamatan."),
    ]
    assert change.before_words[:2] == [(" ", "Analisis "), ("−", "deskriptif saja.")]
    assert change.after_words[-1] == ("+", "inferensia saja, per kecamatan.")


@pytest.mark.usefixtures("regions")
def test_what_did_not_change_can_be_read_beside_it():
    both = FS3.compare(fs3_answers(), fs3_answers(sample_size=450))

    assert [change.key for change in both if change.differs] == ["sampling.sample_size"]
    assert len(both) == 71
    assert both[0].before == both[0].after == fs3_answers()["cover"]["survey_title"]


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
@settings(derandomize=True)
def test_the_parts_of_a_comparison_are_the_two_texts(before, after):
    parts = compare_words(before, after)

    assert "".join(text for sign, text in parts if sign != "+") == before
    assert "".join(text for sign, text in parts if sign != "−") == after


def values(field):
    """A few answers that a question may have, as they are stored."""
    if field.kind == "rows":
        columns = {name: st.sampled_from(["x", "y", "z"]) for name in field.row.base_fields}
        return st.lists(st.fixed_dictionaries({}, optional=columns).filter(bool), max_size=6)
    choices = [choice for choice in getattr(field, "choices", ()) if choice[0]]
    slugs = [Choice(*choice, "").slug if len(choice) == 2 else choice[0] for choice in choices]
    if slugs and type(field).__name__ == "SomeOf":
        return st.lists(st.sampled_from(slugs), unique=True, max_size=3)
    if slugs:
        return st.sampled_from(slugs)
    if type(field).__name__ == "Number":
        return st.integers(0, 3)
    return st.sampled_from(["2026-03-02", "2026-04-01"] if "Day" in type(field).__name__ else "pqr")


def versions(edition):
    """Random answers to all questions of a form, blanks and tables included."""
    return st.fixed_dictionaries(
        {
            part.code: st.fixed_dictionaries(
                {}, optional={name: values(field) for name, field in part.base_fields.items()}
            )
            for part in edition.blocks
        }
    ).map(edition.clean)


@pytest.mark.parametrize("slug", EDITIONS)
def test_applied_to_the_old_version_the_changes_give_the_new(slug, monkeypatch):
    edition = EDITIONS[slug]
    monkeypatch.setattr("editions.regions.RegionBook.by_code", {})

    @given(versions(edition), versions(edition))
    @RARELY
    def check(old, new):
        changes = edition.changes(old, new)

        assert apply(old, changes) == new
        assert edition.changes(new, new) == []

    check()


@given(st.permutations([variable(name) for name in "abcdef"]))
@settings(derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_new_order_moves_rows_and_does_nothing_else(rows):
    before = {"purpose": {"variables": [variable(name) for name in "abcdef"]}}

    changes = FS3.changes(before, {"purpose": {"variables": rows}})

    assert {row.sign for change in changes for row in change.rows} <= {"⇅"}

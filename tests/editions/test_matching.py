"""Which row became which: nobody is shown a moved row as removed and added."""

from hypothesis import given, settings
from hypothesis import strategies as st

from editions.comparing.matching import pair

ROWS = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from("abcd"), "definition": st.sampled_from("xyz")}),
    max_size=8,
)


def rows(*names):
    return [{"name": name, "definition": f"Arti {name}"} for name in names]


def test_equal_tables_keep_every_row():
    assert pair(rows("a", "b"), rows("a", "b")) == [(0, 0), (1, 1)]


def test_a_row_in_between_moves_nothing_else():
    assert pair(rows("a", "b"), rows("a", "n", "b")) == [(0, 0), (None, 1), (1, 2)]


def test_a_removed_row_stands_where_it_stood():
    assert pair(rows("a", "b", "c"), rows("a", "c")) == [(0, 0), (1, None), (2, 1)]
    assert pair(rows("a", "b"), rows("b")) == [(0, None), (1, 0)]


def test_a_row_that_moved_is_still_the_same_row():
    assert pair(rows("a", "b", "c"), rows("c", "a", "b")) == [(2, 0), (0, 1), (1, 2)]


def test_a_row_that_moved_and_changed_is_known_by_its_first_cell():
    old = rows("a", "b", "c")
    new = [old[2] | {"definition": "Arti yang lain"}, old[0], old[1]]

    assert pair(old, new) == [(2, 0), (0, 1), (1, 2)]


def test_a_row_with_another_name_is_known_by_its_other_cells():
    old = [{"name": "Luas", "period": "Setahun", "definition": "Luas lahan."}]
    new = [{"name": "Luas lahan", "period": "Setahun", "definition": "Luas lahan."}]

    assert pair(old, new) == [(0, 0)]


def test_rows_without_anything_in_common_are_two_rows():
    assert pair(rows("a"), rows("b")) == [(0, None), (None, 0)]


@given(ROWS, ROWS)
@settings(derandomize=True, max_examples=300)
def test_every_row_occurs_once_and_the_new_order_is_kept(old, new):
    pairs = pair(old, new)

    assert sorted(a for a, _ in pairs if a is not None) == list(range(len(old)))
    assert [b for _, b in pairs if b is not None] == list(range(len(new)))


@given(
    st.lists(st.text(max_size=3), unique=True, max_size=8).flatmap(
        lambda names: st.tuples(st.just(names), st.permutations(names))
    )
)
@settings(derandomize=True, max_examples=200)
def test_rows_in_another_order_are_the_same_rows(names):
    before, after = names

    assert pair(rows(*before), rows(*after)) == [
        (before.index(name), place) for place, name in enumerate(after)
    ]

"""Arithmetic on counted values, against the same on the values themselves."""

import statistics
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from figures import tallying
from figures.charts import Chart, Series, nice, spoken


@given(st.lists(st.integers(0, 90), min_size=1, max_size=60))
def test_median_and_mean_are_those_of_the_values(values):
    counts = Counter(values)

    assert tallying.median(counts) == statistics.median(values)
    assert tallying.mean(counts) == sum(values) / len(values)
    assert sum(tallying.binned(counts, (5, 10))) == len(values)


def test_of_nothing_there_is_no_median_and_no_share():
    nothing = Counter()
    assert (tallying.median(nothing), tallying.mean(nothing)) == (None, None)
    assert tallying.share(0, 0) is None


def test_bounds_belong_to_the_lower_side():
    assert tallying.binned({0: 1, 5: 2, 6: 4, 11: 8}, (5, 10)) == [3, 4, 8]


def test_axes_end_at_round_numbers_and_numbers_are_written_in_indonesian():
    assert [nice(n) for n in (1, 3, 5, 7, 9, 11, 30, 101)] == [1, 4, 6, 8, 10, 20, 40, 200]
    assert [spoken(n) for n in (7, 7.0, 12.5, 1250, 1250.25)] == [
        "7",
        "7",
        "12,5",
        "1.250",
        "1.250,2",
    ]


def test_columns_stand_on_the_axis_and_on_one_another():
    chart = Chart(
        "c", "Judul", "Kalimat.", "Bulan", ["Jan", "Feb"],
        [Series("Masuk", [4, None]), Series("Layak", [1, 2]), Series("Tidak", [1, 0])],
        places=[0, 1, 1],
    )  # fmt: skip
    came, layak, tidak, february = chart.columns

    assert came.height == 2 * (layak.height + tidak.height)
    assert tidak.y + tidak.height == layak.y
    assert {c.y + c.height for c in (came, layak, february)} == {chart.ticks[0].y}
    assert [c.text for c in chart.columns] == ["4", "", "", ""]
    assert chart.rows == [("Jan", "4", "1", "1"), ("Feb", "–", "2", "0")]

"""What agencies first get wrong: each takes the right answer and returns the one before it."""


def without_definitions(rows):
    """Variables whose concepts and definitions nobody has written."""
    return [
        {name: value for name, value in row.items() if name not in ("concept", "definition")}
        for row in rows
    ]


def first_row_only(rows):
    """A table that stops after its first row."""
    return rows[:1]


def without_year(title):
    """A title without its year."""
    return title.rpartition(" Tahun ")[0]

"""The official forms as Django forms: one file per form and edition."""

from editions.fpkpa_2021 import FPKPA_2021
from editions.fs3_2021 import FS3_2021

EDITIONS = {edition.slug: edition for edition in (FS3_2021, FPKPA_2021)}


def edition(slug):
    """The edition of that slug; KeyError when there is none."""
    return EDITIONS[slug]

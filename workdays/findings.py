"""Years of which the days off are not certain, for whoever looks what is to be done of the law."""

from norms.findings import ESTIMATED, Finding, looks
from workdays.calendar import estimated_days, has_joint_leave

NEXT_YEAR_FROM = 11  # month in which the days off of the next year should be known


@looks
def uncertain_years(today):
    """Of the present year, and late in it of the next."""
    for year in [today.year, today.year + 1][: 1 + (today.month >= NEXT_YEAR_FROM)]:
        estimated = len(estimated_days(year))
        if not has_joint_leave(year):
            yield Finding(ESTIMATED, f"calendar.{year}", f"Cuti bersama {year} belum dikenal.")
        elif estimated:
            words = f"{estimated} hari libur {year} masih perkiraan; daftarnya belum dipastikan."
            yield Finding(ESTIMATED, f"calendar.{year}", words)

"""The demonstration: three months at BPS Kabupaten Kotabaru, acted out through the verbs.

`cast` says who takes part, `surveys_*` and `compilations_*` what is planned, `stories` what
becomes of it and how many working days ago; `stage` acts it out. Everything is invented.
"""

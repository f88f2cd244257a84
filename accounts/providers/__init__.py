"""Signing in with an account that people have elsewhere (OpenID Connect), where settings name it.

Allauth leads there and back and logs in; here stands what is believed of an answer, and of whom.
Without providers none of it is reached: no address, no page, no query.
"""

"""The keys of complaints (accounts/tickets.py), under names of their own."""

from accounts.tickets import Keys, digest_of, new_secret, normal, readable

__all__ = ["KEYS", "digest_of", "new_secret", "normal", "readable"]

COOKIE, PATH = "pengaduan", "/pengaduan/"
KEYS = Keys(COOKIE, "complaints.key", "complaints.link", PATH)
secret_from, opens, stamp = KEYS.secret_from, KEYS.opens, KEYS.stamp
link_token, read_link = KEYS.link_token, KEYS.read_link
keys_of, hold, let_go = KEYS.keys_of, KEYS.hold, KEYS.let_go

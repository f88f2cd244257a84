"""The keys with which guests follow their consultations."""

from accounts.tickets import Keys

KEYS = Keys("konsultasi", "consultations.key", "consultations.link", "/konsultasi/")

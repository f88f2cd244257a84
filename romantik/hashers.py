"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB instead of 100: a morning of log-ins fits into a small server."""

    memory_cost = 47104
    time_cost = 1
    parallelism = 1

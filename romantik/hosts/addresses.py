"""What the settings say of databases: one server or several, through a pool, and replicas."""

import re
from urllib.parse import unquote

import dj_database_url
from environs import ValidationError

from romantik.databases import sqlite, with_options

KINDS = ("sqlite:", "postgres:", "postgresql:")
SERVER = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]*)(?::(\d{1,5}))?")
ENGINE = "romantik.hosts.postgresql"
REPLICA = "replica"  # begins the aliases of replicas


def database_address(value):
    """Validate the address of a database; nothing at all is fine."""
    if not value:
        return
    if not value.startswith(KINDS):
        raise ValidationError("It must look like postgres://user:password@host:5432/name.")
    try:
        parsed(value)
    except ValueError as problem:
        sentence = "It must look like postgres://user:password@host1:5432,host2:5432/name."
        raise ValidationError(sentence) from problem


def replica_address(value):
    """Validate the address of replicas; nothing at all is fine."""
    if value.startswith("sqlite:"):
        raise ValidationError("Only PostgreSQL has replicas.")
    database_address(value)


def some_seconds(value):
    """Validate how far behind a replica may be."""
    if not 1 <= value <= 3600:
        raise ValidationError("It must be a number of seconds from 1 to 3600.")


def parsed(url):
    """As Django wants it; several hosts stand with commas between, as libpq takes them."""
    kind, _, said = url.partition("://")  # urlsplit takes one host, and brackets around it only
    end = re.search(r"[/?#]|$", said).start()
    who, at, place = said[:end].rpartition("@")
    if "," not in place:
        return _of_postgresql(dj_database_url.parse(url))
    servers = [SERVER.fullmatch(server) for server in place.split(",")]
    if not all(servers):
        raise ValueError(place)
    database = dj_database_url.parse(f"{kind}://{who}{at}one{said[end:]}")
    database["HOST"] = ",".join(unquote(server[1].strip("[]")) for server in servers)
    database["PORT"] = ",".join(server[2] or "5432" for server in servers)
    options = database.setdefault("OPTIONS", {})
    options.setdefault("target_session_attrs", "read-write")
    return _of_postgresql(database)


def _of_postgresql(database):
    if "sqlite" in database["ENGINE"]:
        return database
    return database | {"ENGINE": ENGINE}


def databases(url, file, pooled=False, replicas=""):
    """All of them by alias: the one that is written to, and each replica."""
    default = with_options(parsed(url), pooled) if url else sqlite(file)
    return {"default": default} | dict(replicas_of(replicas, pooled))


def replicas_of(url, pooled):
    """Each server of the address under an alias of its own: they are not equally far behind."""
    if not url:
        return
    named = parsed(url)
    hosts, ports = named["HOST"].split(","), str(named["PORT"]).split(",")
    options = dict(named.get("OPTIONS", {}))
    options.pop("target_session_attrs", None)
    for number, (host, port) in enumerate(zip(hosts, ports, strict=True), start=1):
        own = {"HOST": host, "PORT": port, "OPTIONS": dict(options)}
        yield f"{REPLICA}{number}", with_options(named | own, pooled)


def direct(url):
    """The database past its pool, for what needs a session of its own; None where that is one."""
    return with_options(parsed(url), pooled=False) if url else None

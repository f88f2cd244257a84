"""REDIS_URL in the words of those who use it: Celery, the cache, and who asks the server how it is.

`sentinel://:password@host:26379,host:26379/name` names the sentinels that know which server of
that name is the first one just now; the password is that of the servers.
"""

from urllib.parse import quote, unquote, urlsplit

from environs import ValidationError

SCHEMES = ("redis://", "rediss://", "redis+socket:///", "sentinel://")
SENTINEL, PORT = "sentinel://", 26379
TASKS, CACHE = 0, 1  # databases: emptying the cache must not empty the queue


def broker_address(value):
    """Validate the address of the Redis-protocol server, or of its sentinels."""
    if not value.startswith(SCHEMES):
        words = ", ".join(SCHEMES[:-1])
        raise ValidationError(f"It must start with {words} or {SENTINEL}.")
    if value.startswith(SENTINEL):
        hosts, name, _ = parts(value)
        login = value.removeprefix(SENTINEL).partition("/")[0].rpartition("@")[0]
        has_user = login and not login.startswith(":")  # whom `parts` would cut a letter off
        if has_user or not name or not all(host and port.isdecimal() for host, port in hosts):
            raise ValidationError("It must look like sentinel://:password@host,host/name.")
    elif not value.startswith("redis+"):
        number = urlsplit(value).path.strip("/")
        if number and not number.isdecimal():
            raise ValidationError("It must look like redis://host:6379, or redis://host:6379/2.")


def parts(address):
    """([(host, port as text)], name of the servers, their password)."""
    place, _, name = address.removeprefix(SENTINEL).partition("/")
    login, _, hosts = place.rpartition("@")
    pairs = (host.partition(":") for host in hosts.split(","))
    return [(host, port or str(PORT)) for host, _, port in pairs], name, unquote(login[1:])


def addresses(address):
    """Where Celery finds its tasks, and where the cache is."""
    if address.startswith(SENTINEL):
        hosts, _, password = parts(address)
        login = f":{quote(password, safe='')}@" if password else ""
        return ";".join(f"{SENTINEL}{login}{host}:{port}/{TASKS}" for host, port in hosts), address
    if address.startswith("redis+socket://"):
        return address, f"{address.replace('redis+socket', 'unix')}?db={CACHE}"
    server = urlsplit(address)
    first = int(server.path.strip("/") or TASKS)  # whoever shares a server names the first of two
    return tuple(server._replace(path=f"/{number}").geturl() for number in (first, first + 1))


def options(address, password):
    """What Celery must know besides; with sentinels, that a host may die without a word."""
    patience = {"visibility_timeout": 300, "socket_connect_timeout": 2, "socket_timeout": 30}
    if not address.startswith(SENTINEL):
        return patience
    told = {"password": password} if password else {}
    return patience | {
        "master_name": parts(address)[1],
        "sentinel_kwargs": {"socket_connect_timeout": 1, "socket_timeout": 1, **told},
        "socket_keepalive": True,
    }


def first_of(address, password, *, database, **patience):
    """A client of whichever server is the first one when it connects."""
    from redis.sentinel import Sentinel

    hosts, name, of_servers = parts(address)
    kwargs = {name: patience[name] for name in patience if name.startswith("socket_")}
    told = {"password": password} if password else {}
    known = Sentinel([(host, int(port)) for host, port in hosts], sentinel_kwargs=kwargs | told)
    return known.master_for(name, db=database, password=of_servers or None, **patience)

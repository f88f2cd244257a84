"""The three ways of holding a key, each ready for Hasan: what the contract of signers is told over.

A holder knows the person's secret, gives him his certificate, and can be brought into each trouble
that the contract names.
"""

import tempfile
from pathlib import Path

import pytest

from letters.models import Certificate
from letters.models.certificate import facts_of
from letters.signing.signers.bsre import BsreSigner
from letters.signing.signers.pkcs11 import Pkcs11Signer
from letters.signing.signers.pkcs12 import Pkcs12Signer
from tests.letters import bsre_server, soft_token
from tests.letters.authority import Authority

SECRETS = {"pkcs12": "frasa-sandi-berkas", "pkcs11": soft_token.PIN, "bsre": "frasa-sandi-bsre"}


class Holder:
    """What is common: who it is for, and how his certificate is kept."""

    def __init__(self, backend, world):
        self.backend, self.world, self.secret = backend, world, SECRETS[backend]

    def keep_for(self, person, *, of="hasan"):
        """Make this the person's certificate, without asking anybody."""
        certificate = Certificate(
            backend=self.backend, **self.row(of), **facts_of(self.world.people[of].certificate)
        )
        return certificate.keep_for(person)


class Pkcs12Holder(Holder):
    def row(self, of="hasan"):
        return {"container": self.world.people[of].container(self.secret.encode())}

    def signer(self, of="hasan"):
        return Pkcs12Signer(self.row(of)["container"])

    def unknown(self):
        return Pkcs12Signer(b"MZ\x90\0 program")


class Pkcs11Holder(Holder):
    def row(self, of="hasan"):
        return {"account": of}

    def signer(self, of="hasan"):
        return Pkcs11Signer(of)

    def unknown(self):
        return Pkcs11Signer("nobody")


class BsreHolder(Holder):
    def row(self, of="hasan"):
        self.world.gateway.identity = self.world.people[of]
        self.world.gateway.status = "EXPIRED" if of == "ended" else "ISSUE"
        return {"account": bsre_server.ACCOUNT}

    def signer(self, of="hasan"):
        return BsreSigner(self.row(of)["account"])

    def unknown(self):
        return BsreSigner("6302010101700002")


HOLDERS = {"pkcs12": Pkcs12Holder, "pkcs11": Pkcs11Holder, "bsre": BsreHolder}


class World:
    """An authority, the people it knows, a token with their keys, and a gateway."""

    def __init__(self, folder):
        self.authority = Authority()
        self.roots = folder / "roots.pem"
        self.roots.write_bytes(self.authority.pem)
        self.people = {
            "hasan": self.authority.person("HASAN BASRI"),
            "ended": self.authority.person("HASAN BASRI", ended=True),
            "somebody": self.authority.person("Orang Lain"),
            "stranger": Authority("Akar Asing").person("HASAN BASRI"),
        }
        self.environment = soft_token.make(folder, self.people)
        self.gateway = None


@pytest.fixture(scope="session")
def built_world():
    """Made once: keys, the token, the server."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = World(folder)
        served = bsre_server.running(
            world.people["hasan"], SECRETS["bsre"], world.authority.server(), folder
        )
        with served as world.gateway:
            yield world


@pytest.fixture
def world(built_world, settings):
    """The portal trusts the authority, knows the token and the gateway, which behaves well."""
    settings.SIGNING_ROOTS = str(built_world.roots)
    settings.TOKEN_MODULE = soft_token.module()
    settings.TOKEN_LABEL = soft_token.LABEL
    settings.TOKEN_ENVIRONMENT = built_world.environment
    gateway = built_world.gateway
    settings.BSRE_URL, settings.BSRE_ROOTS = gateway.url, str(built_world.roots)
    gateway.behaviour, gateway.status, gateway.identity = "ok", "ISSUE", built_world.people["hasan"]
    gateway.asked, gateway.made = [], 0
    return built_world


@pytest.fixture(params=["pkcs12", "pkcs11", "bsre"])
def holder(request, world):
    """Each of the three in turn."""
    return HOLDERS[request.param](request.param, world)


@pytest.fixture
def gateway(world):
    """BSrE alone."""
    return world.gateway

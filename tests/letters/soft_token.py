"""A token in software (SoftHSM) with keys and certificates in it.

What talks to the token runs in processes of its own: a log-in would hold for all of this one.
"""

import json
import os
import subprocess
import sys

from cryptography.hazmat.primitives.serialization import Encoding

LABEL = "kantor"
PIN = "271828"
PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")


def module():
    """Where the library of the token is."""
    return next((place for place in PLACES if os.path.exists(place)), PLACES[0])


def make(folder, identities):
    """A token that holds these identities by their labels; returns the module's environment."""
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    environment = {"SOFTHSM2_CONF": str(configuration)}
    _run(environment, "--init-token", "--free", "--label", LABEL, "--so-pin", "31415926")
    certificates = []
    for number, (label, identity) in enumerate(identities.items(), start=1):
        file = folder / "key.pem"
        file.write_bytes(identity.key_pem)
        key = ("--token", LABEL, "--label", label, "--id", f"{number:02d}")
        _run(environment, "--import", str(file), *key)
        for certificate in (identity.certificate, identity.root):
            der = certificate.public_bytes(Encoding.DER).hex()
            mark = number if certificate is identity.certificate else 99
            name = label if certificate is identity.certificate else "akar"
            certificates.append((name, mark, der))
    subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(certificates).encode(),
        env=os.environ | environment,
        check=True,
    )
    return environment


def _run(environment, *words):
    command = ["softhsm2-util", *words, "--pin", PIN]
    subprocess.run(command, env=os.environ | environment, check=True, capture_output=True)


def keep(certificates):
    """Put certificates into the token."""
    import pkcs11

    token = pkcs11.lib(module()).get_token(token_label=LABEL)
    with token.open(user_pin=PIN, rw=True) as session:
        for label, number, der in certificates:
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: label,
                    pkcs11.Attribute.ID: bytes([number]),
                    pkcs11.Attribute.SUBJECT: bytes.fromhex(_subject(der)),
                    pkcs11.Attribute.VALUE: bytes.fromhex(der),
                }
            )


def _subject(der):
    from asn1crypto import x509

    return x509.Certificate.load(bytes.fromhex(der)).subject.dump().hex()


if __name__ == "__main__":
    keep(json.load(sys.stdin))

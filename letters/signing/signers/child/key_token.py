"""A key in a token or HSM, used over PKCS#11; the log-in ends with this process."""

import base64
import os

from refusal import RefusalError

LARGEST_FILE = 1024 * 1024  # tokens in software keep their state in small files
UNEXPECTED = "unavailable"  # the token answers this process or nobody


def open_session(opening):
    """Log in to the token with the PIN and find the key."""
    return Session(*opened(opening), opening["issuers"])


def inspect(opening):
    """Say whose certificate the token holds under that label, and which others."""
    from pkcs11 import Attribute, ObjectClass

    token, certificate, _ = opened(opening)
    others = [
        bytes(one[Attribute.VALUE])
        for one in token.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    ders = [certificate.dump(), *(other for other in others if other != certificate.dump())]
    return {"certificates": [base64.b64encode(der).decode() for der in ders]}


class Session:
    """Signs with a key that never leaves the token."""

    def __init__(self, token, certificate, key_id, issuers):
        from asn1crypto import x509
        from pyhanko.sign.pkcs11 import PKCS11Signer

        self.signer = PKCS11Signer(
            token,
            signing_cert=certificate,
            ca_chain=[x509.Certificate.load(base64.b64decode(der)) for der in issuers],
            key_id=key_id,
            other_certs_to_pull=None,
            # SoftHSM and many tokens sign a digest with an elliptic curve, but do not make one.
            use_raw_mechanism=certificate.public_key.algorithm == "ec",
        )

    def sign(self, document, purpose):
        """Return the signed document."""
        import pkcs11
        from pades import sign_pdf

        try:
            return sign_pdf(document, self.signer, purpose)
        except pkcs11.PKCS11Error as error:
            raise RefusalError("unavailable") from error


def opened(opening):
    """A session of the token with the person's certificate and the identifier of its key."""
    import pkcs11
    from asn1crypto import x509

    os.environ.update(opening["environment"])  # where the module finds its own configuration
    try:
        token = pkcs11.lib(opening["module"]).get_token(token_label=opening["token"])
        session = token.open(user_pin=opening["secret"])
        usable = certificates_with_key(session, opening["label"])
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise RefusalError("wrong_secret") from error
    except pkcs11.PinLocked as error:
        raise RefusalError("blocked") from error
    except (pkcs11.PKCS11Error, OSError) as error:
        raise RefusalError("unavailable") from error
    if len(usable) != 1:
        raise RefusalError("not_registered")
    (der, key_id) = usable[0]
    return session, x509.Certificate.load(bytes(der)), bytes(key_id)


def certificates_with_key(session, label):
    """The certificates of that label whose key the token holds too, each with the key's name."""
    from pkcs11 import Attribute, ObjectClass

    found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: label})
    certificates = [(one[Attribute.VALUE], one[Attribute.ID]) for one in found]
    keys = session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})
    names = {bytes(key[Attribute.ID]) for key in keys}
    return [(der, key_id) for der, key_id in certificates if bytes(key_id) in names]

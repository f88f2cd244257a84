"""Asking the AdES algorithm for the long term whether a file still proves its signature."""

import asyncio
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation import ades
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
    bootstrap_validation_data_handlers,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from letters.signing.lasting.chains import signatures_of
from letters.signing.lasting.revocation import Kind
from letters.signing.roots import timestamp_roots, trusted_roots
from letters.signing.verifying import parsed


def endures(document, *, at=None, answers=()):
    """Say whether the first signature of the file is proven, now or seen from the moment `at`.

    ETSI EN 319 102-1, section 5.6.3; nothing but proofs may have been appended to what was signed.
    `answers` are revocation answers of that moment about the authority of the last timestamp;
    everything else has to stand in the file.
    """
    at = at or datetime.now(UTC)
    timing = ValidationTimingInfo(
        validation_time=at, best_signature_time=at, point_in_time_validation=True
    )
    signature, chains = next(iter(signatures_of(PdfFileReader(BytesIO(document)))))
    signature.compute_integrity_info()
    if not signature.summarise_integrity_info()["docmdp_ok"]:
        return False
    has_own_timestamp = len(chains) > 1
    proven = _proven_by_all if has_own_timestamp else _proven_by_the_documents_timestamps
    return asyncio.run(proven(signature, _specification(answers), timing))


async def _proven_by_all(signature, specification, timing):
    result = await ades.ades_lta_validation(signature, specification, timing)
    return result.ades_subindic == AdESPassed.OK


async def _proven_by_the_documents_timestamps(signature, specification, timing):
    """A signature that was stamped later has its proof under the document (EN 319 142-1).

    pyHanko's algorithm insists on a timestamp inside the signature, so its parts, some of them
    private, are put together here without that step.
    """
    inner = _with_what_is_stored(specification.signature_validation_spec, signature.reader)
    claims = ades._build_prima_facie_poe_index_from_pdf_timestamps(
        signature.reader, include_content_ts=False, diff_policy=specification.diff_policy
    )
    if not claims:
        return False
    try:
        moments = await ades._validate_prima_facie_poe(claims, inner, timing)
    except SignatureValidationError:
        return False
    said = await _said_today(signature, inner, timing, moments)
    if said in ades._LTA_FURTHER_PROC and said != AdESPassed.OK:
        said = await ades.ades_past_signature_validation(
            signature.signed_data, inner, moments, said, timing.validation_time
        )
    return said == AdESPassed.OK


def _with_what_is_stored(specification, reader):
    """The answers and certificates that the document holds beside those that are known."""
    known, stored = specification.local_knowledge, ades._dss_to_local_knowledge(reader)
    knowledge = LocalKnowledge(
        known_crls=[*known.known_crls, *stored.known_crls],
        known_ocsps=[*known.known_ocsps, *stored.known_ocsps],
        known_certs=stored.known_certs,
    )
    return replace(specification, local_knowledge=knowledge)


async def _said_today(signature, specification, timing, moments):
    """What the basic validation says, the proofs of existence being at hand."""
    handlers = bootstrap_validation_data_handlers(
        specification, timing_info=timing, poe_manager_override=copy(moments)
    )
    today = await ades.ades_basic_validation(
        signature.signed_data,
        specification,
        timing,
        raw_digest=signature.compute_digest(),
        validation_data_handlers=handlers,
    )
    return today.ades_subindic


def _specification(answers):
    ocsps = [one.parsed() for one in answers if one.kind == Kind.OCSP]
    knowledge = LocalKnowledge(
        known_crls=[CRLContainer(one.parsed()) for one in answers if one.kind == Kind.CRL],
        known_ocsps=[container for one in ocsps for container in OCSPContainer.load_multi(one)],
    )
    signing = SignatureValidationSpec(
        cert_validation_policy=_policy(trusted_roots()),
        ts_cert_validation_policy=_policy(timestamp_roots()),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
        local_knowledge=knowledge,
        key_usage_settings=KeyUsageConstraints(
            key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
        ),
    )
    return PdfSignatureValidationSpec(signing)


def _policy(roots):
    return CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build([parsed(root) for root in roots]),
        revinfo_policy=CertRevTrustPolicy(
            RevocationCheckingPolicy.from_legacy("hard-fail"), retroactive_revinfo=True
        ),
    )

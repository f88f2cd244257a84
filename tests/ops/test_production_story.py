"""One file from draft to signed letter through production: web, worker, PostgreSQL, Redis, SMTP."""

from tests.ops.traces import Listener, disguises, kept
from tests.ops.walk import MISTYPED, PASSPHRASE, make_people, walk_to_a_signed_letter


def test_a_file_goes_from_draft_to_signed_letter(production_stack, mail_server, authority):
    """Each request goes to another host than the one before: nothing is kept on one alone."""
    stack, listener = production_stack, Listener(production_stack.redis_port)
    stack.start_another_web()
    make_people(stack)

    code = walk_to_a_signed_letter(stack, mail_server, authority)

    # What the head typed is nowhere; what he signed is in the queue and in the tables
    told = list(kept(stack, listener, mail_server))
    assert places_with([b"events.tasks.deliver"], told) >= {"queue and cache"}
    assert places_with([code.encode()], told) >= {"requests_app_submission", "mail"}
    assert "/v1/traces" in {place for place, _ in told}
    assert "/v1/traces" not in places_with([code.encode(), b"yusuf@"], told)
    assert places_with(disguises(PASSPHRASE) | disguises(MISTYPED), told) == set()


def places_with(shapes, told):
    return {place for place, text in told if any(shape in text for shape in shapes)}

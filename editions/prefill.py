"""What a new draft knows already: the organiser, from the agency's own record, and who came."""

CONTACTS = "contacts"
DAY_TO_DAY = ("manager", "technical")  # who runs the activity, as the two forms call him


def prefill(form, agency):
    """The answers to start from, as ``{"block": {"question": value}}``."""
    known = {
        "organizer_name": agency.name,
        "organizer_address": agency.address,
        "organizer_regency": agency.region_id,
        "organizer_province": agency.region.province_id,
        "organizer_phone": agency.phone,
        "organizer_email": agency.email,
    }
    block = next(block for block in form.blocks if "organizer_name" in block.base_fields)
    return {block.code: {question: value for question, value in known.items() if value}}


def contact(form, person):
    """Whom to ask about the activity: answers of the block of contacts from `{"name": …}`."""
    asked = form.block(CONTACTS).base_fields
    role = next(role for role in DAY_TO_DAY if f"{role}_name" in asked)
    return {f"{role}_{fact}": value for fact, value in person.items() if value}

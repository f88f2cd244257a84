"""What a new draft knows already: the organiser, from the agency's own record."""


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

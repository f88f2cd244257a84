"""What letters, pages and the service standard would look like with facts that nobody has kept."""

from complaints.models import Standard
from letters import numbering
from letters.models import Counter, LetterTemplate
from letters.models.letters.composing import office_facts
from letters.page.placeholders import RECOMMEND
from letters.sample import sample_content


def head_of(office):
    """The facts of a letter's head; a picture that is not kept travels along."""
    facts = office_facts(office)
    if office.emblem_id:
        facts["emblem"]["source"] = office.emblem.source
    return facts


def letter_of(office):
    """The content of an invented letter of that office."""
    content = sample_content(office, RECOMMEND) | {"office": head_of(office)}
    return content | LetterTemplate.objects.in_use(office, RECOMMEND).write(content)


def standard_of(office):
    """The service standard in force, with these facts filled in."""
    standard = Standard.objects.in_force(office)
    standard.office = office
    return standard


def numbers_of(office):
    """The next numbers by that office's pattern, or what is wrong with it (from a shell, say)."""
    problems = numbering.problems(office.letter_number_pattern, office)
    if problems:
        return {"problems": problems, "numbers": []}
    next_one = Counter.next_of(office.pk, office.today().year, numbering.LETTER_REGISTER)
    return {"problems": [], "numbers": numbering.examples(office, next_one)}


def seen_with(office):
    """All that the panel of a preview draws."""
    head = head_of(office)
    return {
        "office": office,
        "head": head,
        "emblem": head.get("emblem", {}).get("source", ""),
        "standard": standard_of(office),
    }

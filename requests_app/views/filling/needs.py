"""*Perlu rekomendasi?* Four plain questions before the form, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from editions import EDITIONS
from requests_app.need import OFFICES, QUESTIONS, judge, unanswered


@login_not_required
@require_safe
def check(request):
    """The questions, and beneath the answers given in the address what they come to."""
    answers = {
        name: request.GET[name]
        for name, (_, _, options) in QUESTIONS.items()
        if request.GET.get(name) in options
    }
    asked = any(name in request.GET for name in (*QUESTIONS, "periksa"))
    rule = judge(answers)
    open_questions = unanswered(answers) if asked else []
    context = {
        "questions": [
            {
                "name": name,
                "label": label,
                "hint": hint,
                "is_open": name in open_questions,
                "options": [
                    {"value": value, "label": text, "is_chosen": answers.get(name) == value}
                    for value, text in options.items()
                ],
            }
            for name, (label, hint, options) in QUESTIONS.items()
        ],
        "rule": rule,
        "form": EDITIONS.get(rule.edition) if rule else None,
        "examining_office": OFFICES.get(answers.get("wilayah"), ""),
        "is_open": bool(open_questions),
    }
    return render(request, "requests_app/beginning/need_check.html", context)

from django import forms

from events.models import NoticeChoice
from events.topics import TOPICS, Timing

PICK_ONE = "Pilih salah satu yang tersedia."


class ChoicesForm(forms.Form):
    """One question for each topic that concerns the person and leaves him a choice."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = NoticeChoice.objects.of(person)
        for topic in TOPICS:
            if topic.is_choosable and topic.concerns(person):
                current = chosen.get(topic.code)
                self.fields[topic.code] = forms.ChoiceField(
                    label=topic.label,
                    help_text=topic.hint,
                    choices=[(timing.value, timing.label) for timing in topic.timings],
                    initial=current if current in topic.timings else Timing.AT_ONCE.value,
                    widget=forms.RadioSelect,
                    error_messages=dict.fromkeys(("required", "invalid_choice"), PICK_ONE),
                )

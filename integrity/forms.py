from django import forms

from integrity.models import Damage


class SettlingForm(forms.Form):
    """What became of a damage, and why."""

    outcome = forms.ChoiceField(
        label="Apa jadinya", choices=Damage.Outcome, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Apa sebabnya, dan apa yang dilakukan",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

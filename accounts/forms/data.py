"""Forms about the data that the portal holds of a person."""

from django import forms

from accounts.models import DataRequest

from .fields import LongTextField


class DataRequestForm(forms.Form):
    kind = forms.ChoiceField(
        label="Yang Anda minta", choices=DataRequest.Kind.choices, widget=forms.RadioSelect
    )
    words = LongTextField(
        label="Penjelasan", help_text="Data yang mana, dan apa yang benar atau mengapa dihapus."
    )


class DataAnswerForm(forms.Form):
    answer = LongTextField(
        label="Jawaban", help_text="Yang sudah dilakukan, atau mengapa belum dapat dilakukan."
    )

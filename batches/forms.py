from django import forms

from accounts.models import Role, User


class WhomForm(forms.Form):
    """The colleague who is to examine the files from now on; it stands in the address."""

    kepada = forms.ModelChoiceField(
        label="Dialihkan kepada",
        queryset=User.objects.none(),
        empty_label="Pilih petugas pemeriksa",
        error_messages={
            "required": "Pilih petugas pemeriksa.",
            "invalid_choice": "Pilih salah satu petugas pemeriksa.",
        },
    )

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        examiners = User.objects.staff_of(office).with_role(Role.EXAMINER)
        self.fields["kepada"].queryset = examiners.order_by("name")

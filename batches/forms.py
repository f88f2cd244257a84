from django import forms

from accounts.models import Office, Role, User
from requests_app.forms.submissions import MOST_OFFICES, OfficeField


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


class WhereForm(forms.Form):
    """The office to which the files go; of many offices it is typed and suggested."""

    kepada = forms.ModelChoiceField(
        label="Satuan kerja tujuan",
        queryset=Office.objects.none(),
        empty_label="Pilih satuan kerja",
        error_messages={"required": "Pilih satuan kerja tujuan."},
    )

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        others = Office.objects.open().exclude(pk=office.pk)
        if others.count() > MOST_OFFICES:
            self.fields["kepada"] = OfficeField(others, label="Satuan kerja tujuan")
        else:
            self.fields["kepada"].queryset = others


FORMS = {User: WhomForm, Office: WhereForm}  # by what is asked for

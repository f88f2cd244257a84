"""What somebody has at hand of a letter that he wants to have checked."""

from django import forms

LONGEST = 2000  # an address with its statement has some four hundred characters


class CheckForm(forms.Form):
    """Words that name a letter; a file beside them is taken by `letters/checking/taking.py`."""

    use_required_attribute = False  # a file does as well

    code = forms.CharField(
        label="Kode, alamat, nomor, atau identitas surat",
        help_text="Ketik atau tempel apa saja yang tercetak pada surat; spasi dan huruf kecil "
        "tidak mengapa.",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={
            "required": "Ketik apa yang tercetak pada surat, atau pilih berkasnya.",
            "max_length": "Teks ini terlalu panjang. Ketik kode suratnya saja.",
        },
    )

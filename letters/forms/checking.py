"""What somebody has at hand of a letter that he wants to have checked."""

from django import forms

LONGEST = 2000  # an address with its statement has some four hundred characters


class CheckForm(forms.Form):
    """Words that name a letter, or its file."""

    code = forms.CharField(
        label="Kode, alamat, nomor, atau identitas surat",
        help_text="Ketik atau tempel apa saja yang tercetak pada surat; spasi dan huruf kecil "
        "tidak mengapa.",
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"max_length": "Teks ini terlalu panjang. Ketik kode suratnya saja."},
    )
    file = forms.FileField(
        label="Atau berkas surat (PDF)",
        help_text="Paling besar 10 MB. Berkas hanya dibaca saat itu juga, tidak disimpan.",
        required=False,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": "application/pdf,.pdf"}),
    )

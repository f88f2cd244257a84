"""Words that everybody here would guess make no password."""

import re

from django.core.exceptions import ValidationError

FEWEST = 6  # letters and figures beside them
OURS = (
    *("romantik", "rekomendasi", "statistik", "sektoral", "pengajuan", "badan pusat", "bps"),
    *("kotabaru", "kalimantan", "selatan", "kabupaten", "provinsi", "dinas", "kantor"),
    *("petugas", "pemeriksa", "kepala", "admin", "instansi", "katasandi", "sandi", "password"),
)


class NotOurWords:
    """Refuse what consists of little more than the portal's words and figures that count on."""

    def validate(self, password, user=None):
        left = re.sub(r"[\W_]", "", password.casefold())
        for word in sorted((word.replace(" ", "") for word in OURS), key=len, reverse=True):
            left = left.replace(word, "")
        if left != re.sub(r"[\W_]", "", password.casefold()) and len(left) < FEWEST:
            raise ValidationError(
                "Kata sandi ini mudah ditebak: hampir seluruhnya nama layanan, kantor, atau peran.",
                code="password_our_words",
            )

    def get_help_text(self):
        return "Jangan memakai nama layanan, kantor, atau peran saja."

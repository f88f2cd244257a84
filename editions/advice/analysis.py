"""Advice on analysis: what is inferred needs a probability sample (domain.md §4.2, R-VII-03)."""

import re

from editions.advice.advice import Doubt, Inapplicable
from editions.advice.language import affirmed

_TESTS = (
    "hipotesis|beda|t|f|z|chi|kai|statistik|signifikansi|proporsi|anova|mann|wilcoxon|kruskal"
    "|rata-rata|kesamaan|pengaruh|hubungan|parametrik|nonparametrik"
)
_AMONG_THEMSELVES = "responden|sampel|jawaban|peubah|variabel|pertanyaan|unsur|indikator"
INFERENCE = re.compile(
    rf"inferens\w*|\binduktif\b|regresi\w*|\bkorelasi\w*|\b(?:uji|pengujian)[ -](?:{_TESTS})\b"
    r"|\bt-test\b|\bchi[- ]?(?:square|kuadrat)\b|\bm?anova\b|\banalisis (?:ragam|varians?|jalur)\b"
    r"|\bstructural equation\w*|\b(?:sem|pls|logit|probit)\b"
    r"|\b(?:meng|di|peng)?estima(?:si|tor)\w*"
    r"|\b(?:pendugaan|penduga|menduga|diduga|(?:nilai|angka) dugaan)\b"
    r"|\b(?:penaksir\w*|menaksir|ditaksir|taksiran)\b"
    r"|\b(?:meng|di|peng)?(?:generalis|ekstrapol)as\w+"
    r"|\b(?:pembobotan|penimbang) sampel\b|\bfaktor (?:pengali|ekspansi)\b|\bdiinflasi\w*"
    r"|\bpath analysis\b"
    r"|\b(?:selang|interval) (?:kepercayaan|keyakinan)(?:nya)?\b"
    r"|\b(?:memperkirakan|diperkirakan|perkiraan|proyeksi|memproyeksikan|diperluas|berlaku|diberlakukan"
    r"|mewakili|menggambarkan|menyimpulkan|disimpulkan|kesimpulan)\b[^.;]{0,40}?"
    r"\b(?:populasi|angka (?:kabupaten|kota|kecamatan|provinsi|desa)"
    rf"|(?:seluruh|semua) (?!{_AMONG_THEMSELVES})\w+)",
    re.I,
)


def inference_from_a_probability_sample(facts):
    analysis = facts["analysis_method"]
    if facts["collection_coverage"] == "whole":
        raise Inapplicable
    kind, found = facts["sampling_kind"], affirmed(INFERENCE, analysis)
    if not found or kind == "probability":
        return None
    return Doubt(
        f"Metode analisis menyebut “{found[0]}”, yang menarik kesimpulan tentang populasi, "
        "sedangkan sampelnya nonprobabilitas.",
        "Gunakan analisis deskriptif, atau pilih sampel probabilitas.",
        "Hasil sampel nonprobabilitas tidak dapat digeneralisasi; bahas analisis atau sampelnya.",
    )

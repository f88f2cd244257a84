"""Is the name in a certificate this person's?

Two names agree when they differ only in titles, case, punctuation, kinds of apostrophe, hyphens
and spaces. Titles are known by their letters ("S.ST." is "sst"): some stand before a name, most
behind it; behind a comma also one that only looks like a title.
"""

import re
import unicodedata
from difflib import SequenceMatcher


def _titles(words):
    return frozenset(words.split())


BEFORE = _titles("""
    drs dra dr drg drh ir prof h hj hjh kh hc drhc haji hajjah ust ustad ustadz ustaz ustadzah
    pdt tgk kyai kiai ing apt ns ners bapak ibu rernat rerpol reragr reroec rersoc
""")
BEHIND = _titles("""
    sh se sst sstp ssi sstat spd spdi spdsd sos ssos sip sap skom st sag shi shum ss sn ssn sds
    sp spt spi sked skep skm skg skh sgz sfarm spsi sthi stp sikom sak sakt sm sab sadm smb sei
    sif ska skpm sfil sil sars spn str strstat strkes strak strsos strip strt strkom
    mm msi msc mh mhum mpd mpdi mkom mt mag ma mba mstat mse mec mecdev meng mkes mkm mp mpsi mph
    mikom mak msak msn mkn mip mphil ms mtr mtrap mtrstat mei mpp mpa mpm mars mti mkep mmsi
    map mab madm med mfil mpar msocsc mgovt mppm mhan
    phd dsc edd dba drs dra dr drg drh ir prof hj hjh akt ak ca cpa cfe cia qia cfra crmp cgcae
    ipm ipu aseaneng apt ners ns amd amdkeb amdkep amdkom amdstat amdak amk lc ba bc bcip bsc
    beng bba bstat llm llb spog sppd spa spb spkj spjp sppk spm spkk purn hc
""")
# Also two initials or a short name ("S.M. Amin", "St. Aminah"): before a name they stay.
DOUBTFUL = _titles("""
    st sm ss sp sn ma mp ms mt sak ak ba bc ca lc mak mag med ska sil sab spa spm map mab mei
    sei mec
""")
LONGEST_TITLE = 4  # words: "S. Tr. Stat."
LONGEST_NAME = 64  # characters that a certificate holds (X.520); the rest is cut off
APOSTROPHES = re.compile(r"['’‘‛`´ʹʻʼʽʾʿˈˊˋ′‵＇ꞌ]")
LOOKS_LIKE_A_TITLE = re.compile(r"(?:[^\W\d_]{1,5}\.)+(?:[^\W\d_]{1,8}\.?)?")
CAPITALS = re.compile("[A-Z]{2,6}")  # a title too, beside a name that is not in capitals


def names_agree(ours, theirs):
    """Tell whether the two are one person's name."""
    one, other = _joined(ours), _joined(theirs)
    if len(theirs) == LONGEST_NAME and other:
        return one.startswith(other)
    return bool(one) and one == other


def differences(ours, theirs):
    """What differs between two names: pairs of words here and there, each may be empty."""
    one, other = _words(ours), _words(theirs)
    folded = [list(map(_folded, words)) for words in (one, other)]
    steps = SequenceMatcher(None, *folded, autojunk=False).get_opcodes()
    return [
        (" ".join(one[a:b]), " ".join(other[c:d])) for kind, a, b, c, d in steps if kind != "equal"
    ]


def said_of_differences(ours, theirs):
    """The same as a sentence."""
    told = [_told(here, there) for here, there in differences(ours, theirs)]
    return f"Yang berbeda: {'; '.join(told)}." if told else ""


def _told(here, there):
    if not here:
        return f"“{there}” hanya ada pada sertifikat"
    if not there:
        return f"“{here}” hanya ada di sini"
    return f"“{here}” di sini, “{there}” pada sertifikat"


def _joined(name):
    return _folded("".join(_words(name)))


def _folded(text):
    return unicodedata.normalize("NFC", text.casefold())


def _words(name):
    """The words of a name without its titles, as they are written."""
    name = unicodedata.normalize("NFKC", APOSTROPHES.sub("", name))
    name = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    first, *behind = re.split("[,;]", name)
    words = _split(first)
    kept = _without_titles_behind(_without_titles_before(words))
    for part in behind:
        kept += _name_in(part, first.isupper())
    return kept or words


def _name_in(part, is_capital):
    """What in a part behind a comma is no title."""
    words = _split(part)
    while words and (count := _title_at(words, BEFORE | BEHIND)):
        words = words[count:]
    if not words:
        return []
    looks = [LOOKS_LIKE_A_TITLE] if is_capital else [LOOKS_LIKE_A_TITLE, CAPITALS]
    rest = [word for word in part.split() if not any(look.fullmatch(word) for look in looks)]
    return _split(" ".join(rest))


def _without_titles_before(words):
    titles = BEFORE | (BEHIND - DOUBTFUL)
    while len(words) > 1 and (count := _title_at(words[:-1], titles)):
        words = words[count:]
    return words


def _without_titles_behind(words):
    while len(words) > 1 and (count := _title_at(words[:0:-1], BEHIND, backwards=True)):
        words = words[:-count]
    return words


def _title_at(words, titles, backwards=False):
    """How many of these words, from the first on, are a title together; the longest counts."""
    for count in range(min(LONGEST_TITLE, len(words)), 0, -1):
        some = words[:count][::-1] if backwards else words[:count]
        if _folded("".join(some)) in titles:
            return count
    return 0


def _split(text):
    """Runs of letters, marks and digits."""
    signs = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text)
    return "".join(signs).split()

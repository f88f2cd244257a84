"""Ligatures of Arabic drawn as before, but told letter by letter.

One glyph for lam and alef tells both at once, and readers that turn glyphs from right to left take
the two in the wrong order. So the last letter becomes the whole glyph, those before it become
glyphs without outline, each telling the letter it stands for. Where a mark stands between them the
ligature stays: the mark has its place on it.
"""

from fontTools.otlLib.builder import buildCoverage, buildSingleSubstSubtable
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

REQUIRED, USUAL = "rlig", "liga"


def tell_apart(font):
    """The font with a rule before each of its rules for ligatures of letters."""
    table = font["GSUB"].table
    features = {record.FeatureTag: record.Feature for record in table.FeatureList.FeatureRecord}
    joining = {features[REQUIRED].LookupListIndex[0], features[USUAL].LookupListIndex[-1]}
    for index in sorted(joining):
        _put_before(font, table.LookupList, index, features)
    return font


def _put_before(font, lookups, index, features):
    """The new rule takes the old one's place, since rules apply in the order of their places."""
    old = lookups.Lookup[index]
    rules = [
        _rule(font, lookups, (first, *ligature.Component), ligature.LigGlyph)
        for subtable in old.SubTable
        for first, ligatures in subtable.ligatures.items()
        for ligature in ligatures
    ]
    lookups.Lookup[index] = _lookup(5, rules)
    for feature in features.values():
        if index in feature.LookupListIndex:
            feature.LookupListIndex.append(len(lookups.Lookup))
    _append(lookups, old)


def _rule(font, lookups, letters, whole):
    rule = otTables.ContextSubst()
    rule.Format, rule.GlyphCount = 3, len(letters)
    rule.Coverage = [buildCoverage([letter], font.getReverseGlyphMap()) for letter in letters]
    parts = [_without_outline(font, letter) for letter in letters[:-1]] + [whole]
    rule.SubstLookupRecord = []
    for place, (letter, part) in enumerate(zip(letters, parts, strict=True)):
        record = otTables.SubstLookupRecord()
        record.SequenceIndex = place
        record.LookupListIndex = len(lookups.Lookup)
        _append(lookups, _lookup(1, [buildSingleSubstSubtable({letter: part})]))
        rule.SubstLookupRecord.append(record)
    rule.SubstCount = len(letters)
    return rule


def _without_outline(font, letter):
    name = f"{letter}.silent"
    if name not in font["glyf"].glyphs:
        font["glyf"][name] = Glyph()
        font["hmtx"][name] = (0, 0)
        font.getReverseGlyphMap(rebuild=True)
    return name


def _lookup(kind, subtables):
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = kind, 0
    lookup.SubTable, lookup.SubTableCount = subtables, len(subtables)
    return lookup


def _append(lookups, lookup):
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)

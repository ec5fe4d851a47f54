"""The words of dates: months, weekdays, seasons, ordinals and the small words around them."""

from __future__ import annotations

from functools import lru_cache
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

FULL_MONTHS = frozenset(name for name in MONTHS if len(name) > 4) | {"may", "june", "july"}

# Months of foreign references (German, French, Spanish, Italian, Portuguese, Dutch), folded to
# lower case without accents; only `parse_date` reads them, where the text is known to be a date.
FOREIGN_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar janner janvier janv enero ene gennaio gen janeiro januari",
            "februar fevrier fevr fev febrero febbraio fevereiro februari",
            "marz mrz mars marzo marco maart",
            "avril avr abril abr aprile",
            "mai mayo maggio maio mei",
            "juni juin junio giugno giu junho",
            "juli juillet juil julio luglio lug julho",
            "aout agosto ago augustus",
            "septembre septiembre settembre set setembro",
            "oktober okt octobre octubre ottobre ott outubro",
            "novembre noviembre novembro",
            "dezember dez decembre decem diciembre dic dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

# EDTF level 1 season codes.
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

ORDINALS = {
    name: number
    for number, name in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth twenty-first""".split(),
        1,
    )
}

# Which third of a month or year is meant: 0, 1 or 2.
PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

# One character for the part each small word plays; see tokens.py for the letters.
ROLES = {
    word: role
    for role, words in {
        "A": "and or &",
        "r": "to through thru",
        "f": "from between",
        "p": """in by until till during before after throughout around about on dated
             accessed retrieved published updated modified revised visited viewed consulted posted
             since onward de born died founded established either both published released
             recorded printed""",
        "o": "of",
        "t": "the",
        "K": "century centuries",
        "q": "quarter",
        "b": "half",
        "g": "fy fiscal financial",
        "y": "year years",
        "U": "month months week weeks decade decades day days",
        "L": "last next this same previous following past recent",
        "V": "yesterday today tomorrow tonight recently",
        "G": "ago",
        "B": "bc bce",
        "P": "ad ce",
        "~": "c ca circa approximately",
        "#": """page pages p pp vol volume volumes no nos number numbers issue article articles
             art section sections sec para paragraph chapter chapters ch resolution resolutions
             res regulation directive form room route highway rfc pep docket
             case line lines verse figure fig table ref item flight model boeing windows
             rule code id pmid isbn box folio fol column bug ticket pr n nr bd heft document doc
             note notes step iso""",
        "u": """people persons men women children soldiers troops members metres meters km
             kilometres kilometers miles m ft feet yards tons tonnes kg kilograms dollars euros
             pounds yen yuan rubles deaths casualties victims employees workers students
             participants respondents copies words pages hours minutes seconds votes seats cases
             patients ships aircraft tanks images documents
             records files items lines points units users sites articles letters volumes books
             degrees hectares acres percent per-cent million billion thousand hundred
             individuals residents inhabitants families households refugees prisoners men-at-arms
             species samples subjects observations rows entries examples times calories watts
             bytes mb gb hz mhz rpm mm cm ml mg""",
    }.items()
    for word in words.split()
}

# All words that are looked up are of these letters; "any letter" takes three times as long.
_WORD = re.compile("[a-zō]{3,12}")


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    """The lower-case words of a text: a cheap look at what it can hold before it is parsed."""
    return frozenset(_WORD.findall(text.lower()))

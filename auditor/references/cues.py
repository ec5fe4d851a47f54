"""The words notes are written with: signals, abbreviations, labels; patterns over masked text."""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    """abr abt acc app approx appx apr art arts assoc assn aug bd bk bks bros bull c ca cap capt cf ch
    chap chaps chs cit cl co col cols comm comp comps cong corp ct d.c d.phil dec dept diss distr div
    doc docs dr e.g ed eds esp est etc exec f feb fed ff fig figs fn fol fols fr ft gen gov govt hist
    hon hrsg i.e inc inst int intl introd jan jg jr jul jun l lib lt ltd m.a m.phil mar maj mem misc
    mr mrs ms msgr mss mt mus n natl nn no nos nov nr nrs oct op orig p para paras perf ph.d phd pl
    pls pp pref pres prof pt pts pub publ qtd quar quart r rec ref rep repr res resp rev rpt s s.v sc
    sci sec secs sen sep sept ser sess sgt soc sr st stat ste supp suppl sup t tit tr trans transl u.k
    u.n u.s u.s.c univ v v. vers vgl viz vol vols vs z zit al""".split()
)
COMMON_PHRASES = frozenset(
    """et al|et al.|ibid|ibid.|idem|passim|op. cit|see|see also|supra|infra|cf|sic|s.v|v|vs|in|
    et alia|ca|circa|id|loc. cit|e.g|i.e|emphasis mine|inter alia|de facto|status quo""".replace(
        "\n", ""
    )
    .replace(" |", "|")
    .replace("| ", "|")
    .split("|")
) | {""}
_SEE = (
    r"[Ss]ee,? (?:(?:also|further|too|especially|generally|instead|for (?:example|instance)|e\.g\.,?|"
    r"in particular|among others|inter alia|most (?:notably|recently)|esp\.),? ?:?)*|[Ss]ee:? |"
    r"[Cc]f\.:? (?:also )?|[Cc]ompare (?:with )?|[Cc]onsult |[Ee]\.g\.,? |"
    r"(?:as )?(?:[Qq]uoted|[Cc]ited|[Rr]eprinted|[Rr]eproduced|[Dd]iscussed|[Qq]td\.?|"
    r"[Tt]ranslated|[Ff]ound|[Aa]vailable|[Ee]xcerpted|[Aa]rgued|[Nn]oted|[Dd]escribed|[Ss]een) "
    r"(?:in|by|from|at|as|and translated in):? |"
    r"[Aa]s (?:quoted|cited|noted|described) (?:in|by) |[Cc]iting |[Qq]uoting |[Aa]ccording to |"
    r"[Aa]mong others,? |[Ff]or (?:example|instance),? |[Bb]ut see(?: also)? |"
    r"[Ss]ee also |[Ii]ncluding |[Ss]uch as |[Nn]amely,? |[Vv]gl\. |[Ss]iehe |[Vv]oir |[Vv]éase |"
    r"[Rr]efer to |[Cc]ontra |[Aa]ccord |[Ff]rom |[Ss]ources?: "
)
SIGNAL = re.compile(rf"(?:(?<=^)|(?<=[\s(:—–-]))(?P<signal>{_SEE})")
LEAD = re.compile(r"\s*(?:(?:[Aa]nd|[Oo]r|[Bb]ut|[Aa]lso)[, ]\s*)*")
IBID = re.compile(r"(?:ibid|ibidem|id|idem|ders|dies|ebd|ebenda)\b\.?(?=[\s,.;:]|$)", re.IGNORECASE)
YEAR = r"(?:1[4-9]|20)\d\d"
BARE = re.compile(
    rf"^(?:\W*)[^\n]{{3,400}}?\((?:[^()]{{2,80}}: )?[^()]{{2,120}}, {YEAR}\)"
    rf"|\b\w+ v\.? \w+[^;]{{0,120}}\d"
    rf"|\b(?:[Bb]ox|[Ff]older|RG|MSS?|[Rr]oll|[Rr]eel|[Mm]icrofilm) \d"
    rf"|\b(?:[Ii]nterview|[Pp]ersonal communication|[Ee]-?mail|[Cc]orrespondence|[Tt]elephone)\b[^.]{{0,80}}"
    rf"|^[A-Z][\w'’-]+(?:(?:, | and | & )[A-Z][\w'’-]+){{0,3}},? (?:{YEAR}[a-z]?(?:, |: )?)?"
    rf"(?:op\. ?cit\.?|loc\. ?cit\.?|a\.a\.O\.|supra|pp?\. )?[\divxl, –-]*\.?$"
    rf"|\b10\.\d{{4,9}}/\S"
)
_STRONG = re.compile(
    r"[,.]?\s*(?:\ue004|(?:vol\. ?)?\d+, no\. ?\d|\ue003,? \d|,? [A-Z][\w .]{1,60}: [A-Z]|\ue001)"
)


def strong_tail(tail: str) -> bool:
    """Whether the masked words after a title look like an imprint, a journal or an address."""
    return bool(_STRONG.match(tail))

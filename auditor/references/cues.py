"""The words notes are written with: signals, abbreviations, labels; patterns over masked text."""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    """abr abt acc app approx appx apr art arts assoc assn aug bd bk bks bros bull c ca cap capt cf
    ch chap chaps chs cit cl co col cols comm comp comps cong corp ct d.c d.phil dec dept diss
    distr div doc docs dr e.g ed eds esp est etc exec f feb fed ff fig figs fn fol fols fr ft
    gen gov govt hist hon hrsg i.e inc inst int intl introd jan jg jr jul jun l lib lt ltd m.a
    m.phil mar maj mem misc mr mrs ms msgr mss mt mus n natl nn no nos nov nr nrs oct op orig p
    para paras perf ph.d phd pl pls pp pref pres prof pt pts pub publ qtd quar quart r rec ref
    rep repr res resp rev rpt s s.v sc sci sec secs sen sep sept ser sess sgt soc sr st stat ste
    supp suppl sup t tit tr trans transl u.k u.n u.s u.s.c univ v v. vers vgl viz vol vols vs z
    zit al""".split()
)
COMMON_PHRASES = frozenset(  # italic or quoted in notes, and no titles
    (
        "|et al|et al.|et alia|ibid|ibid.|id|idem|passim|op. cit|loc. cit|see|see also|supra"
        "|infra|cf|sic|s.v|v|vs|in|ca|circa|e.g|i.e|emphasis mine|inter alia|de facto|status quo"
    ).split("|")
)
_SEE = (
    r"[Ss]ee,? (?:(?:also|especially,?|further|too|especially|generally|instead|for (?:example|"
    r"instance)|e\.g\.,?|"
    r"in particular|among others|inter alia|most (?:notably|recently)|esp\.),? ?:?)*|[Ss]ee:? |"
    r"[Cc]f\.:? (?:also )?|[Cc]ompare (?:with )?|[Cc]onsult |[Ee]\.g\.,? |"
    r"(?:as )?(?:[Qq]uoted|[Cc]ited|[Rr]eprinted|[Rr]eproduced|[Dd]iscussed|[Qq]td\.?|"
    r"[Tt]ranslated|[Ff]ound|[Aa]ppears?|[Ii]ncluded|[Pp]ublished|[Cc]ollected|[Pp]rinted|"
    r"[Dd]ocumented|[Oo]utlined|[Rr]ecounted|[Dd]eveloped|[Aa]vailable|[Ee]xcerpted|[Aa]rgued|"
    r"[Nn]oted|[Dd]escribed|[Ss]een) "
    r"(?:in|by|from|at|and translated in):? |"
    r"[Aa]s (?:quoted|cited|noted|described) (?:in|by) |[Cc]iting |[Qq]uoting |[Aa]ccording to |"
    r"[Aa]mong others,? |[Ff]or (?:example|instance),? |[Bb]ut see(?: also)? |"
    r"[Ss]ee also |[Ii]ncluding |[Ss]uch as |[Nn]amely,? |[Vv]gl\. |[Ss]iehe |[Vv]oir |[Vv]éase |"
    r"(?:[Cc]hapters?|[Pp]arts?|[Ss]ections?) [\dIVX]{1,5} (?:of|in) |(?:[Ff]oreword|"
    r"[Ii]ntroduction|[Pp]reface|[Aa]fterword) (?:to|in|by) |[Rr]efer to |[Cc]ontra |[Aa]ccord |"
    r"[Ff]rom |[Ss]ources?: "
)
WEAK_SIGNAL = re.compile(
    r"(?:such as|including|from|namely|according to|among others|citing)\b", re.IGNORECASE
)
SIGNAL = re.compile(rf"(?<![^\s(:—–-])(?P<signal>{_SEE})")
LEAD = re.compile(r"\s*+(?:(?:[Aa]nd|[Oo]r|[Bb]ut|[Aa]lso)[, ]\s*+)*+")
IBID = re.compile(r"(?:ibid|ibidem|id|idem|ders|dies|ebd|ebenda)\b\.?(?=[\s,.;:]|$)", re.IGNORECASE)
YEAR = r"(?:1[4-9]|20)\d\d"
ITEM = re.compile(  # cases and what archives keep
    r"^[A-Z][^;]{0,80}\bv\.? [A-Z][^;]{0,120}\d"
    r"|\b(?:TNA|FO|CO|CAB|WO|HO|PREM|ADM) \d+/\d+|\b(?:[Bb]ox|[Ff]older|RG|MSS?\.?|[Rr]oll|[Rr]eel|"
    r"[Mm]icrofilm|[Ff]ol\.|[Cc]arton|[Ll]iber) [A-Z]?\d"
    r"|^[A-Z][^\n]{0,200}\b(?:Papers|Collections?|Archives|Manuscripts),"
)
BARE = re.compile(
    r"^(?:[A-Z][\w.'’-]*+\s?){1,6}, (?:personal |telephone |phone |oral history )?"
    r"(?:[Ii]nterview|[Cc]ommunication|[Ee]-?mail|[Cc]orrespondence|[Cc]onversation)\b"
    r"|^[A-Z][\w'’-]+(?:(?:,? and |, | & )[A-Z][\w'’-]+){0,3}(?: et al\.)?,? "
    rf"(?:\(?{YEAR}[a-z]?\)?(?:, |: )?)?"
    r"(?:op\. ?cit\.?,? ?|loc\. ?cit\.?,? ?|a\. ?a\. ?O\.,? ?|"
    r"supra(?: note \d{1,5}+| n\. ?\d{1,5}+)?,? ?)?"
    r"(?:at |pp?\. ?|S\. )?[\divxlc, –-]*+\.?$"
    r"|^(?:[Aa]uthor(?:['’]s)? |[Pp]ersonal |[Tt]elephone |[Pp]hone )?"
    r"(?:[Ii]nterview|[Cc]onversation|[Ee]-?mail|[Cc]orrespondence) (?:with|by|from|to) (?:[A-Z]|"
    r"an? )"
    r"|\b10\.\d{4,9}/\S"
)
_STRONG = re.compile(
    r"[,.]?\s{0,9}(?:\ue004|(?:vol\. ?)?\d{1,9}, no\. ?\d|\ue003+,? (?:\d|nos?\.|vol\.)|"
    r"[A-Z][\w .]{1,60}: [A-Z]|\ue001)"
)


def strong_tail(tail: str) -> bool:
    """Whether the masked words after a title look like an imprint, a journal or an address."""
    return bool(_STRONG.match(tail))


_CONNECTING = frozenset(
    """in ed ed. eds eds. edited trans trans. translated vol vol. vols vols. no no. nos. pp. p. pp
    p and by accessed retrieved last at et fol. ch. chap. n.d. s.v. nr. hrsg. rev. repr. reprint
    from de n. with dir. directed perf. quoted cited und y bd. s. fig. table sec. par. para. see
    on""".split()
)
_FOLLOWS = re.compile(r"[\ue004\ue005]?\s{1,30}(?P<word>[a-zß-öø-ÿ][^\s\ue001-\ue005]*)")


def prose_follows(tail: str) -> bool:
    """Whether a sentence goes on after a title, without a comma: "*Title* offers a history"."""
    match = _FOLLOWS.match(tail)
    return match is not None and match["word"].rstrip(",;") not in _CONNECTING


_RUN = re.compile(r"[,—–-]{0,9}\s{1,30}(?P<run>(?:[a-zß-öø-ÿ][\w'’-]{0,40}+,?(?:\s{1,30}+|$)){4})")
_KEPT = re.compile(
    r"(?:paper|presented|unpublished|manuscript|speech|delivered|prepared|testimony|report|letter|"
    r"accessed|retrieved|last|trans|translated|edited|with (?:an?|the)|interview|in possession|"
    r"in the|"
    r"introduction|foreword|preface|memorandum|lecture|conference|working|master|doctoral|"
    r"dissertation|"
    r"directed|produced|performed|reprinted|originally|first published|quoted|cited|see)\b"
)
_AFTER_COMMA = re.compile(
    r"[,—–]\s(?:in which|which|who|whose|where|wherein|an? (?!\d+ vol)|although|though|while|"
    r"whereas|for (?:a|an|the|more|further|"
    r"which|whom|instance)|argu\w+|show\w+|not\w+|suggest\w+|on (?:which|the)|as (?:well )?as it|"
    r"it is|"
    r"this|these|that|I|we|he|she|they)\s"
)


def cut_prose(tail: str) -> int | None:
    """Where prose begins in the masked words after a title, or None: ", which shows that …"."""
    after = _AFTER_COMMA.search(tail)
    cut = after.start() if after else None
    for match in _RUN.finditer(tail):
        if not _KEPT.match(match["run"]):
            return match.start() if cut is None else min(cut, match.start())
    return cut

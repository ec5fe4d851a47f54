"""The CSL type of a work, from its labels, its address, its container and its fields."""

from __future__ import annotations

import re

from auditor.model.reference import Reference
from auditor.references.names import is_institution
from auditor.text.hosts import host_of, site_of

# Type, words of which one is in every match (asked for first: 6 % of all went into these
# patterns, and few citations have a label), and the pattern.
_LABELS = (
    ("thesis", ("diss", "thesis", "Ph"), r"\b(?:diss(?:ertation|\.)|thesis|Ph\.?D\.?|PhD)\b"),
    (
        "interview",
        ("nterview", "ral history"),
        r"\b[Ii]nterview(?:ed)? (?:by|with)\b|\b[Oo]ral history\b|^[^,]+, (?:\w+ )?interview\b",
    ),
    (
        "personal_communication",
        ("personal communication", "mail"),
        r"\bpersonal communication\b|\be-?mail (?:to|message)\b",
    ),
    (
        "bill",
        ("H.R.", "S.", "Cong"),
        r"\b(?:H\.R\.|(?<!U\.)S\.) ?\d{3,}|\b\d+(?:st|nd|rd|th) Cong\b",
    ),
    (
        "legislation",
        ("Pub", "U.S.C.", "Stat.", "Act of"),
        r"\b(?:Pub\. ?L\.|U\.S\.C\.|Stat\.) |\bAct of \d{4}",
    ),
    (
        "motion_picture",
        ("dir", "film", "DVD"),
        r"\b(?:directed by|dir\.|film,|DVD|documentary film)\b",
    ),
    (
        "song",
        ("LP", "CD", "MP3", "vinyl", "audiocassette", "sound recording"),
        r"\b(?:LP|CD|MP3|vinyl|audiocassette|sound recording)\b",
    ),
    ("dataset", ("ata",), r"\b[Dd]ataset\b|\b[Dd]ata set\b|\[data"),
    (
        "software",
        ("software", "ersion", "package"),
        r"\b(?:computer software|[Vv]ersion \d+\.\d|R package)\b",
    ),
)
_TITLES = (
    ("legal_case", re.compile(r"\w v\.? [A-Z]")),
    ("interview", re.compile(r"^(?:[\w'’]+ )?[Ii]nterview (?:with|by)\b")),
    ("personal_communication", re.compile(r"^(?:Letter from )?(?:[A-Z][\w.'’-]* ){1,5}to [A-Z]")),
)
_LABEL_RES = tuple((name, cues, re.compile(pattern)) for name, cues, pattern in _LABELS)
_SITES = {
    "post": frozenset(
        """bsky.app facebook.com instagram.com linkedin.com mastodon.social reddit.com threads.net
        tiktok.com twitter.com weibo.com x.com""".split()
    ),
    "post-weblog": frozenset(
        """blogspot.com hypotheses.org medium.com substack.com tumblr.com typepad.com
        wordpress.com""".split()
    ),
    "article-journal": frozenset(
        """arxiv.org biorxiv.org jstor.org medrxiv.org muse.jhu.edu nature.com nih.gov
        plos.org pnas.org sagepub.com sciencemag.org springer.com ssrn.com tandfonline.com
        wiley.com""".split()
    ),
    "entry-encyclopedia": frozenset("""britannica.com wikipedia.org""".split()),
    "article-newspaper": frozenset(
        """abc.net.au aljazeera.com apnews.com asahi.com axios.com barrons.com bbc.co.uk bbc.com
        bloomberg.com bostonglobe.com businessinsider.com buzzfeednews.com cbc.ca cbsnews.com
        channelnewsasia.com chicagotribune.com chinadaily.com.cn cnbc.com cnn.com corriere.it
        dailymail.co.uk dawn.com defensenews.com dw.com elmundo.es elpais.com euronews.com
        faz.net forbes.com fortune.com foxnews.com france24.com ft.com globaltimes.cn
        haaretz.com hindustantimes.com huffpost.com independent.co.uk indianexpress.com
        indiatimes.com interfax.com ipdefenseforum.com janes.com japantimes.co.jp jiji.com
        koreaherald.com koreatimes.co.kr kyodonews.net latimes.com lefigaro.fr lemonde.fr
        liberation.fr mainichi.jp marketwatch.com miamiherald.com nbcnews.com nhk.or.jp
        nikkei.com npr.org nytimes.com politico.com politico.eu powermag.com repubblica.it
        reuters.com rferl.org rt.com scmp.com sfchronicle.com smh.com.au spiegel.de
        straitstimes.com sueddeutsche.de tass.com techcrunch.com telegraph.co.uk
        theglobeandmail.com theguardian.com thehill.com thehindu.com themoscowtimes.com
        thetimes.co.uk theverge.com timesofisrael.com upi.com usatoday.com vice.com voanews.com
        washingtonpost.com welt.de wired.com wsj.com xinhuanet.com yna.co.kr yomiuri.co.jp
        zeit.de""".split()
    ),
    "article-magazine": frozenset(
        """economist.com foreignpolicy.com harpers.org newrepublic.com newsweek.com newyorker.com
        theatlantic.com thenation.com time.com""".split()
    ),
}
_SITE_TYPE = {site: name for name, sites in _SITES.items() for site in sites}
_NEWS = re.compile(
    r"\b(?:Times|Post|Herald|Tribune|Gazette|Shimbun|Daily|Guardian|Telegraph|Reuters|"
    r"Associated Press|"
    r"News|Newspaper|Courier|Sun|Star|Globe|Chronicle|Observer|Examiner|Inquirer|Press|Bee|Ledger|"
    r"Dispatch|Mirror|Sentinel|Enquirer|Advertiser|Zeitung|Monde|Figaro|País|BBC|CNN|NPR|AFP|"
    r"Wall Street Journal|Constitution|Democrat|Republican|Argus|Bugle|Mercury|Evening|Morning|"
    r"Sunday|Weekly)\b"
)
_MAGAZINE = re.compile(
    r"\b(?:Magazine|New Yorker|Atlantic|Economist|Newsweek|Time|Nation|Harper['’]s|Ebony|Life)\b"
)
_JOURNAL = re.compile(
    r"\b(?:Journal|Review|Quarterly|Studies|Annals|Bulletin|Proceedings|Transactions|Archiv|Revue|"
    r"Zeitschrift|Social Text|American Historical|Research Network|Letters)\b"
)


def type_of(text: str, ref: Reference, *, chapter: bool, quoted: bool) -> str:
    """The CSL type of the work that `ref` holds and `text` prints; "document" where nothing tells.

    `quoted` says that the title stands in quotation marks, `chapter` that "in" leads to a book.
    """
    words = _outside(text, ref)
    labelled = _labelled(words) or (None if quoted or ref.author else _of_title(ref))
    if labelled:
        return labelled
    if chapter and ref.container_title:
        return "chapter"
    return _of_part(ref) if quoted else _of_whole(ref)


def _labelled(words: str) -> str | None:
    """The type that a label names: "PhD diss.", "interview with"."""
    for name, cues, pattern in _LABEL_RES:
        if any(map(words.__contains__, cues)) and pattern.search(words):
            return name
    return None


def _of_title(ref: Reference) -> str | None:
    """Cases, interviews and letters, which have no author and no marks around their titles."""
    title = ref.title.value if ref.title else ""
    found = next((name for name, pattern in _TITLES if pattern.search(title)), None)
    return None if found == "personal_communication" and not ref.issued else found


def _outside(text: str, ref: Reference) -> str:
    """The words of a citation around its title and address."""
    for cited in (ref.title, ref.URL, ref.container_title):
        if cited:
            text = text.replace(cited.raw, " ", 1)
    return text


def _of_whole(ref: Reference) -> str:
    """A title in italics: a book, or a report where a body wrote it or a series holds it."""
    if ref.number or (ref.author and all(name.literal for name in ref.author.value)):
        return "report" if ref.publisher or ref.number else _of_site(ref)
    if ref.URL and not (ref.publisher or ref.publisher_place):
        return _by_site(ref.URL.value) or "webpage"
    return (
        "book"
        if ref.title and (ref.author or ref.editor or ref.publisher or ref.publisher_place)
        else "document"
    )


def _of_site(ref: Reference) -> str:
    return (_by_site(ref.URL.value) or "webpage") if ref.URL else "book"


def _of_part(ref: Reference) -> str:
    """A title in quotation marks: part of a journal, newspaper, magazine or site, or a report."""
    container = ref.container_title.value if ref.container_title else ""
    if ref.publisher_place and not container:
        return "report"
    if container and (ref.volume or ref.page):
        return "article-journal"
    if ref.issue and (_JOURNAL.search(container) or not ref.URL):
        return "article-journal"
    site = _by_site(ref.URL.value) if ref.URL else None
    return site or _of_container(ref, container)


def _of_container(ref: Reference, container: str) -> str:
    if _MAGAZINE.search(container):
        return "article-magazine"
    if _NEWS.search(container):
        return "article-newspaper"
    if _JOURNAL.search(container) and not is_institution(container):
        return "article-journal"
    if ref.URL or ref.accessed:
        return "webpage"
    if container and ref.issued and ref.issued.value.day:
        return "article-newspaper"
    # a short form 'Surname, "Title"': an article or a chapter, articles being the more common
    person = ref.author is not None and any(name.family for name in ref.author.value)
    return "article-journal" if container or person else "document"


def _by_site(url: str) -> str | None:
    host = host_of(url)
    return _SITE_TYPE.get(site_of(host)) or _SITE_TYPE.get(host)

"""The CSL type of a work, from its labels, its address, its container and its fields."""

from __future__ import annotations

import re

from auditor.model.reference import Reference
from auditor.references.names import is_institution
from auditor.text.hosts import host_of, site_of

_LABELS = (
    ("thesis", r"\b(?:diss(?:ertation|\.)|thesis|Ph\.?D\.?|PhD)\b"),
    ("interview", r"\b[Ii]nterview(?:ed)? (?:by|with)\b|\b[Oo]ral history\b|^[^,]+, (?:\w+ )?interview\b|^(?:\w+ )?[Ii]nterview with\b"),
    ("personal_communication", r"\b(?:personal communication|e-?mail (?:to|message|correspondence))\b"),
    ("bill", r"\b(?:H\.R\.|(?<!U\.)S\.) ?\d+|\b\d+(?:st|nd|rd|th) Cong\b"),
    ("legislation", r"\b(?:Pub\. ?L\.|U\.S\.C\.|Stat\.) |\bAct of \d{4}"),
    ("motion_picture", r"\b(?:directed by|dir\.|film,|DVD|documentary film)\b"),
    ("song", r"\b(?:LP|CD|MP3|vinyl|audiocassette|sound recording)\b"),
    ("dataset", r"\b[Dd]ataset\b|\b[Dd]ata set\b|\[data"),
    ("software", r"\b(?:computer software|[Vv]ersion \d+\.\d|R package)\b"),
)  # fmt: skip
_INTERVIEW = re.compile(r"(?:[\w'’]+ )?[Ii]nterview (?:with|by)\b")
_LETTER = re.compile(r"(?:Letter from )?(?:[A-Z][\w.'’-]* ){1,5}to [A-Z]")
_CASE = re.compile(r"\w v\.? [A-Z]")
_LABEL_RES = tuple((name, re.compile(pattern)) for name, pattern in _LABELS)
_SITES = {
    "post": {"twitter.com", "x.com", "facebook.com", "instagram.com", "threads.net", "bsky.app",
             "mastodon.social", "reddit.com", "linkedin.com", "tiktok.com", "weibo.com"},
    "post-weblog": {"wordpress.com", "blogspot.com", "medium.com", "substack.com", "tumblr.com",
                    "hypotheses.org", "typepad.com"},
    "article-journal": {"ssrn.com", "arxiv.org", "jstor.org", "nature.com", "sciencemag.org",
                        "tandfonline.com", "sagepub.com", "wiley.com", "springer.com", "muse.jhu.edu",
                        "plos.org", "pnas.org", "nih.gov", "biorxiv.org", "medrxiv.org"},
    "entry-encyclopedia": {"wikipedia.org", "britannica.com"},
    "article-newspaper": {
        "nytimes.com", "washingtonpost.com", "wsj.com", "theguardian.com", "bbc.com", "bbc.co.uk",
        "reuters.com", "apnews.com", "ft.com", "bloomberg.com", "cnn.com", "nbcnews.com", "cbsnews.com",
        "foxnews.com", "usatoday.com", "latimes.com", "npr.org", "aljazeera.com", "politico.com",
        "politico.eu", "axios.com", "independent.co.uk", "telegraph.co.uk", "thetimes.co.uk",
        "dailymail.co.uk", "scmp.com", "nikkei.com", "japantimes.co.jp", "asahi.com", "mainichi.jp",
        "yomiuri.co.jp", "kyodonews.net", "jiji.com", "nhk.or.jp", "yna.co.kr", "koreatimes.co.kr",
        "koreaherald.com", "straitstimes.com", "channelnewsasia.com", "thehindu.com", "hindustantimes.com",
        "indiatimes.com", "indianexpress.com", "dawn.com", "globaltimes.cn", "xinhuanet.com",
        "chinadaily.com.cn", "tass.com", "rt.com", "themoscowtimes.com", "interfax.com", "lemonde.fr",
        "lefigaro.fr", "liberation.fr", "spiegel.de", "zeit.de", "faz.net", "sueddeutsche.de", "welt.de",
        "elpais.com", "elmundo.es", "corriere.it", "repubblica.it", "haaretz.com", "timesofisrael.com",
        "smh.com.au", "abc.net.au", "theglobeandmail.com", "cbc.ca", "euronews.com", "dw.com",
        "france24.com", "miamiherald.com", "chicagotribune.com", "bostonglobe.com", "sfchronicle.com",
        "forbes.com", "fortune.com", "businessinsider.com", "cnbc.com", "barrons.com",
        "marketwatch.com", "vice.com", "buzzfeednews.com", "huffpost.com", "thehill.com", "upi.com",
        "voanews.com", "rferl.org", "janes.com", "defensenews.com", "powermag.com", "theverge.com",
        "wired.com", "techcrunch.com", "ipdefenseforum.com"},
    "article-magazine": {"newyorker.com", "theatlantic.com", "economist.com", "time.com", "newsweek.com",
                         "foreignpolicy.com", "thenation.com", "newrepublic.com", "harpers.org"},
}  # fmt: skip
_SITE_TYPE = {site: name for name, sites in _SITES.items() for site in sites}
_NEWS = re.compile(
    r"\b(?:Times|Post|Herald|Tribune|Gazette|Shimbun|Daily|Guardian|Telegraph|Reuters|Associated Press|"
    r"News|Newspaper|Courier|Sun|Star|Globe|Chronicle|Observer|Examiner|Inquirer|Press|Bee|Ledger|"
    r"Dispatch|Mirror|Sentinel|Enquirer|Advertiser|Zeitung|Monde|Figaro|País|BBC|CNN|NPR|AFP|"
    r"Wall Street Journal|Constitution|Democrat|Republican|Argus|Bugle|Mercury|Evening|Morning|Sunday|Weekly)\b"
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
    labelled = next(
        (name for name, pattern in _LABEL_RES if pattern.search(_outside(text, ref))), None
    )
    if labelled:
        return labelled
    if not quoted and ref.title and _CASE.search(ref.title.value) and not ref.author:
        return "legal_case"
    if ref.title and _INTERVIEW.match(ref.title.value) and not ref.author:
        return "interview"
    if ref.title and _LETTER.match(ref.title.value) and not ref.author and ref.issued:
        return "personal_communication"
    if ref.title and ref.title.value.startswith(("Map of", "Map showing")):
        return "map"
    if chapter and ref.container_title:
        return "chapter"
    if not quoted:
        return _of_whole(ref)
    return _of_part(ref)


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

"""Makes what-a-link-forgets.warc.gz: an audit of the example, recorded over pages written for it.

    python examples/record_web.py

The article cites real addresses. None of them is asked here: each is led to a server on this
machine, which answers with a page of ours that says so. The audit itself is the real one, with its
engine, its look-ups and `--record`. Made anew where a version asks more of a page than before.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
import sys
import tempfile

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from wholeweb import Page, WholeWeb  # noqa: E402

from auditor.cli import lookups  # noqa: E402
from auditor.cli.main import main  # noqa: E402
from auditor.model.port import Fault  # noqa: E402
from standin import Standin  # noqa: E402

ARTICLE = "examples/what-a-link-forgets.txt"
RECORDING = ROOT / "examples" / "what-a-link-forgets.warc.gz"
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)

BLOG = "https://blog.archive.org"
LOC = "https://blogs.loc.gov/loc"
TITLES = {
    "https://www.w3.org/Provider/Style/URI": "Cool URIs don't change",
    "https://www.pewresearch.org/data-labs/2024/05/17/when-online-content-disappears/":
        "When Online Content Disappears",
    "https://www.cjr.org/analysis/linkrot-content-drift-new-york-times.php":
        "What the ephemerality of the Web means for your hyperlinks",
    "https://www.theatlantic.com/technology/archive/2021/06/"
    "the-internet-is-a-collective-hallucination/619320/": "The Internet Is Rotting",
    "https://arxiv.org/abs/1209.3026": "Losing My Revolution",
    "https://archive.org/about/": "About the Internet Archive",
    f"{BLOG}/2014/05/09/wayback-machine-hits-400000000000/":
        "Wayback Machine Hits 400,000,000,000!",
    f"{BLOG}/2024/05/28/internet-archive-and-the-wayback-machine-under-ddos-cyber-attack/":
        "Internet Archive and the Wayback Machine under DDoS cyber-attack",
    "https://www.loc.gov/programs/web-archiving/about-this-program/": "Web Archiving",
    "https://perma.cc/about": "About Perma.cc",
    "https://www.dlib.org/dlib/november05/rosenthal/11rosenthal.html":
        "Requirements for Digital Preservation Systems: A Bottom-Up Approach",
    "https://blog.archive.org/blog/9-million-broken-links-rescued/":
        "More than 9 million broken links on Wikipedia are now rescued",
}  # fmt: skip
NOTICE = (
    "This page was written for the example article of the auditor repository. It stands in for "
    "the page that really is at this address, and says nothing that that page says."
)
LATER = "Another stand-in, made for that article too: here the page is no longer what was cited."
THEMES = (
    "A link is a promise made by one person and kept by another.",
    "Whoever moves a page should leave word of where it went.",
    "A copy made on the day of citing costs a minute; one made later may come too late.",
    "What a library keeps, a reader can check; what nobody keeps, nobody can.",
)
DRIFTED = (
    "The committee thanks all who came to the summer fair, and wishes the bakers a good rest.",
    "Tickets for the next excursion are sold at the harbour, on weekdays before noon.",
    "Rain is expected; bring a coat, and leave bicycles behind the second shed.",
    "The choir meets in the old boathouse until the roof of the hall is mended.",
)
MOVED = {
    f"{BLOG}/2018/10/01/more-than-9-million-broken-links-on-wikipedia-are-now-rescued/":
        "https://blog.archive.org/blog/9-million-broken-links-rescued/",
}  # fmt: skip
DEAD = (
    f"{BLOG}/2024/09/11/new-feature-alert-access-archived-webpages-directly-through-google-search/",
    f"{LOC}/2010/04/how-tweet-it-is-library-acquires-entire-twitter-archive/",
    "https://www.newyorker.com/magazine/2015/01/26/cobweb",
    "https://example.com/reference-rot/links.csv",
)
SOFT = (f"{LOC}/2017/12/update-on-the-twitter-archive-at-the-library-of-congress-2/",)
BLOCKED = ("https://www.iso.org/standard/68004.html", "https://www.nytimes.com/")
DRIFTS = ("https://www.loc.gov/programs/web-archiving/about-this-program/",)
UNSAVED = ("https://www.dlib.org/", "https://www.newyorker.com/", "https://example.com/")


def text(url: str, lines: tuple[str, ...]) -> bytes:
    """A page of some length, with a title, that says what it is."""
    drifted = lines is DRIFTED
    title = "Fair Weather" if drifted else TITLES.get(MOVED.get(url, url), "A cited page")
    paragraphs = "".join(f"<p>{line} {url.rpartition('/')[0]}</p>" for line in lines)
    head = f"<!doctype html><html lang='en'><head><title>{title}</title></head>"
    notice = LATER if drifted else NOTICE
    body = f"<body><h1>{title}</h1><p>{notice}</p>{paragraphs}</body></html>"
    return (head + body).encode()


def page_of(url: str) -> Page:  # noqa: PLR0911 - one for each kind of page
    """What stands at an address of this web."""
    if url in MOVED:
        return Page(status=301, headers={"Location": MOVED[url]})
    if url.startswith("https://doi.org/"):
        there = url.replace("https://doi.org/", "https://publisher.example.org/doi/")
        return Page(status=302, headers={"Location": there})
    if url in DEAD:
        return Page(text(url, ("Nothing is here.",)), 404)
    if url in SOFT:
        return Page(b"<title>Page not found</title><p>We can't find that page.</p>")
    if url.startswith(BLOCKED):
        return Page(b"<title>Just a moment</title>", 403)
    if url.startswith("https://warp.da.ndl.go.jp/"):
        return Page(fault=Fault.TIMEOUT)
    if url in TITLES or url.startswith("https://publisher.example.org/"):
        return Page(text(url, DRIFTED if url in DRIFTS else THEMES))
    return Page(b"<title>Not found</title>", 404)


def save(archive: Standin) -> None:
    """Copies of what is cited, as it was: most of them near the citation, one years off."""
    cited = {*TITLES, *MOVED, *DEAD, *SOFT}
    for url in sorted(url for url in cited if not url.startswith(UNSAVED)):
        year = "2016" if "perma.cc" in url else "2025"
        when = "20240912120000" if "2024" in url else f"{year}1103120000"
        archive.save(url, when, body=text(url, THEMES))


def record() -> int:
    """Run the audit and put the recording in its place."""
    with tempfile.TemporaryDirectory() as folder, WholeWeb(page_of, NOON) as web:
        with Standin() as archive:
            save(archive)
            clients = web.clients(archive)
            lookups._clients = lambda *_: clients  # noqa: SLF001 - the cited web stays in peace
            made = Path(folder, RECORDING.name)
            os.environ.update(XDG_CONFIG_HOME=folder, APPDATA=folder, AUDITOR_CACHE_DIR=folder)
            os.chdir(ROOT)
            code = main(["check", "--record", str(made), ARTICLE])
        RECORDING.write_bytes(made.read_bytes())
    return code


if __name__ == "__main__":
    sys.exit(0 if record() == 1 else "the audit of the example should find what was planted")

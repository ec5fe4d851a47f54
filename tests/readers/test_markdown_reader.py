"""Markdown: notes of each flavour, what is no prose, blocks, links, front matter."""

from __future__ import annotations

from auditor.model.article import AddressForm, Article, BlockKind, NoteKind
from auditor.readers import read_text


def _read(text: str) -> Article:
    return read_text(text, "article.md", "markdown")


def _sentences(article: Article) -> list[str]:
    return [sentence.text for sentence in article.sentences]


def test_definitions_with_and_without_blank_lines() -> None:
    article = _read("One.[^1] Two.[^fn-b]\n\n[^1]: First *note*.\n[^fn-b]: Second,\nlazily on.\n")
    assert [(n.label, n.view.text) for n in article.notes] == [
        ("1", "First *note*."),
        ("fn-b", "Second, lazily on."),
    ]
    assert [m.note for m in article.markers] == ["n1", "nfn-b"]
    assert _sentences(article) == ["One.", "Two."]


def test_a_note_of_several_paragraphs() -> None:
    article = _read("One.[^1]\n\n[^1]: First.\n\n    Second of it.\n\n\tThird.\n\nBody again.\n")
    assert article.notes[0].view.text == "First.\nSecond of it.\nThird."
    assert _sentences(article) == ["One.", "Body again."]


def test_inline_notes() -> None:
    article = _read("One^[See [this](http://a.example/b) [sic].] and two^[Too.].\n")
    assert [n.view.text for n in article.notes] == ["See [this](http://a.example/b) [sic].", "Too."]
    assert {n.kind for n in article.notes} == {NoteKind.INLINE}
    assert _sentences(article) == ["One and two."]
    assert [article.segment(m).text for m in article.markers] == ["One", "and two"]
    assert article.addresses[0].note == article.notes[0].id


def test_notes_numbered_by_hand() -> None:
    for mark in ("<sup>{}</sup>", "^{}^", "[{}]", "\\[{}\\]", "<sup><a href='#n{0}'>{0}</a></sup>"):
        marks = [mark.format(number) for number in (1, 2, 3)]
        body = "The first of these words are here.{} The second are here.{} And the third.{}"
        article = _read(
            f"# Title\n\n{body.format(*marks)}\n\n## Notes\n\n"
            "1. One.\n2. Two.\n\n   More.\n3. Three.\n"
        )
        assert [m.note for m in article.markers] == ["n1", "n2", "n3"], mark
        assert [n.view.text for n in article.notes] == ["One.", "Two.", "Three."], mark
        assert _sentences(article)[-1] == "And the third."


def test_unused_undefined_duplicate_and_reused_are_kept() -> None:
    article = _read("A.[^1] B.[^1] C.[^x]\n\n[^1]: One.\n[^2]: Two.\n[^2]: Again.\n")
    assert [n.id for n in article.notes] == ["n1", "n2", "n2-2"]
    assert sorted((d.kind, d.label) for d in article.diagnostics) == [
        ("duplicate-note", "2"),
        ("reused-marker", "1"),
        ("undefined-marker", "x"),
        ("unused-note", "2"),
        ("unused-note", "2"),
    ]


def test_nothing_is_read_in_code_comments_and_liquid() -> None:
    article = _read(
        "A `[^1] http://a.example/` span.\n\n```\n[^2]: x http://b.example/\n```\n\n"
        "<!-- [^3]\n\nhttp://c.example/ -->\n\n{% figure caption: 'x[^4]' %}\n![alt](p.png)\n"
        "{% endfigure %}\n\n    indented [^5] code\n\nB {{ site.x }}end.{: .class}\n"
    )
    assert (article.notes, article.markers) == ((), ())
    assert [a.url for a in article.addresses] == ["p.png"]
    assert _sentences(article) == ["A `[^1] http://a.example/` span.", "B end."]


def test_a_pattern_or_escape_is_no_marker() -> None:
    assert _read("Match [^a-z] or \\[^1] here.\n\n[^1]: x\n").markers == ()


def test_blocks() -> None:
    article = _read(
        "Setext\n======\n\n## Atx ##\n\n> Quoted one.\n> Two\nlazy.\n\n- item\n  wrapped\n"
        "  - nested\n\n1. first\n\n   more\n\n| a | b |\n|---|---|\n| c[^1] | d |\n\n"
        "End.\n\n[^1]: x\n"
    )
    assert [(b.kind, b.level, b.view.text) for b in article.blocks] == [
        (BlockKind.HEADING, 1, "Setext"),
        (BlockKind.HEADING, 2, "Atx"),
        (BlockKind.QUOTE, 0, "Quoted one. Two lazy."),
        (BlockKind.ITEM, 1, "item wrapped"),
        (BlockKind.ITEM, 2, "nested"),
        (BlockKind.ITEM, 1, "first"),
        (BlockKind.ITEM, 1, "more"),
        (BlockKind.TABLE, 0, "| a | b |\n|---|---|\n| c | d |"),
        (BlockKind.PARAGRAPH, 0, "End."),
    ]
    assert article.markers[0].sentence is None
    assert article.blocks[-1].section == 1


def test_a_year_at_the_beginning_of_a_line_opens_no_list() -> None:
    article = _read("It ended in the autumn of\n1918. The peace came later.\n")
    assert _sentences(article) == ["It ended in the autumn of 1918.", "The peace came later."]


def test_links_read_as_their_words() -> None:
    article = _read(
        'See [the *report*](http://a.example/x "T") and [that][r] or [r], ![alt](i.png) and '
        "<https://b.example/>.\n\n[r]: <http://c.example/> 'T'\n[s]: http://d.example/\n"
    )
    assert _sentences(article) == ["See the *report* and that or r,  and <https://b.example/>."]
    assert [(a.form, a.url, a.text) for a in article.addresses] == [
        (AddressForm.MARKDOWN, "http://a.example/x", "the *report*"),
        (AddressForm.REFERENCE, "http://c.example/", "that"),
        (AddressForm.REFERENCE, "http://c.example/", "r"),
        (AddressForm.IMAGE, "i.png", "alt"),
        (AddressForm.ANGLE, "https://b.example/", None),
        (AddressForm.REFERENCE, "http://d.example/", "s"),
    ]
    for address in article.addresses:
        assert article.source.text[address.span.start : address.span.end] == address.url


def test_html_in_markdown() -> None:
    article = _read(
        '<div class="x">\n<p>One <em>two</em><br>three <a href="http://a.example/?x=1&amp;y=2">four'
        '</a>.</p>\n</div>\n\n<img src="p.png">\n\n<table>\n<tr><td>5%</td></tr>\n</table>\n'
    )
    assert _sentences(article) == ["One two three four."]
    assert [(a.form, a.url, a.text) for a in article.addresses] == [
        (AddressForm.HTML, "http://a.example/?x=1&y=2", "four"),
        (AddressForm.HTML, "p.png", None),
    ]
    assert article.blocks[-1].kind is BlockKind.TABLE


def test_yaml_front_matter() -> None:
    article = _read(
        '---\ntitle: "On Wolves: A Study"\nauthors:\n- first: Anna\n  last: Person\n'
        "  url: http://a.example/\n- name: Ben Other\ndate: 2020-01-02 # day\nlang: de-DE\n"
        "abstract: |\n  Some words.\n  More.\ntags: [a, 'b']\n---\n\n# Head\n\nBody.\n"
    )
    assert article.title == "On Wolves: A Study"
    assert article.authors == ("Anna Person", "Ben Other")
    assert (article.date, article.language) == ("2020-01-02", "de")
    assert article.metadata["abstract"] == "Some words.\nMore."
    assert article.metadata["tags"] == "a, b"
    assert [a.url for a in article.addresses] == ["http://a.example/"]
    assert _sentences(article) == ["Body."]


def test_toml_front_matter() -> None:
    article = _read('+++\ntitle = "Wolves"\nauthor = "Anna Person and Ben Other"\n+++\n\nBody.\n')
    assert (article.title, article.authors) == ("Wolves", ("Anna Person", "Ben Other"))
    assert _sentences(article) == ["Body."]


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    assert _sentences(_read("---\nA sentence.\n\n---\n\nMore.\n")) == ["A sentence.", "More."]


def test_bibliographies_are_no_prose() -> None:
    article = _read(
        "# T\n\nBody.\n\n## Works Cited\n\nPerson, A. *Title*. 2001.\n\n## End\n\nBody.\n"
    )
    assert article.blocks[3].kind is BlockKind.BIBLIOGRAPHY
    assert _sentences(article) == ["Body.", "Body."]


def test_an_article_without_notes_keeps_its_links() -> None:
    article = _read("See [here](#top), [there](./x.md) and www.a.example/b.\n")
    assert [a.url for a in article.addresses] == ["#top", "./x.md", "http://www.a.example/b"]


def test_crlf() -> None:
    article = _read(
        "---\r\ntitle: T\r\n---\r\n\r\nOne.[^1]\r\nTwo.\r\n\r\n```\r\nx[^2]\r\n```\r\n\r\n"
        "[^1]: A\r\nnote.\r\n\r\n    More.\r\n"
    )
    assert (article.title, _sentences(article)) == ("T", ["One.", "Two."])
    assert [n.view.text for n in article.notes] == ["A note.\nMore."]
    assert article.source.position(article.notes[0].span.start) == (12, 1)


def test_a_title_loses_its_mark() -> None:
    assert _read("## Sub\n\n# Of *Wolves*[^1] {#top}\n\nA.\n\n[^1]: x\n").title == "Of *Wolves*"

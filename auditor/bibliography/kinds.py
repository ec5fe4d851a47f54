"""Types of CSL items in BibTeX, biblatex and RIS, both ways.

To a format by the CSL 1.0.2 types; from it by its own types, of which there are more.
"""

from __future__ import annotations

BIBTEX = {
    "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "entry-encyclopedia": "incollection", "manuscript": "unpublished",
    "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis",
}  # fmt: skip
BIBLATEX = {
    **BIBTEX,
    "bill": "legislation", "broadcast": "video", "dataset": "dataset",
    "entry-encyclopedia": "inreference", "figure": "image", "graphic": "artwork",
    "interview": "misc", "legal_case": "jurisdiction", "legislation": "legislation",
    "motion_picture": "movie", "patent": "patent", "personal_communication": "letter",
    "post": "online", "post-weblog": "online", "report": "report", "review": "review",
    "software": "software", "song": "audio", "standard": "standard", "thesis": "thesis",
    "treaty": "legal", "webpage": "online",
}  # fmt: skip
# Of both dialects, with the names that old files and reference managers use.
FROM_BIBTEX = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book",
    "bookinbook": "chapter", "booklet": "book", "collection": "book", "conference":
    "paper-conference", "dataset": "dataset", "electronic": "webpage", "image": "figure",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia", "jurisdiction": "legal_case", "legal": "treaty",
    "legislation": "legislation", "letter": "personal_communication", "manual": "book",
    "mastersthesis": "thesis", "movie": "motion_picture", "music": "song", "mvbook": "book",
    "mvcollection": "book", "mvproceedings": "book", "mvreference": "book", "online": "webpage",
    "patent": "patent", "periodical": "periodical", "phdthesis": "thesis", "proceedings": "book",
    "reference": "book", "report": "report", "review": "review", "software": "software",
    "standard": "standard", "suppbook": "chapter", "suppcollection": "chapter",
    "techreport": "report", "thesis": "thesis", "unpublished": "manuscript", "video": "broadcast",
    "www": "webpage",
}  # fmt: skip
RIS = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO",
    "chapter": "CHAP", "dataset": "DATA", "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC", "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR",
    "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT", "manuscript": "MANSCPT",
    "map": "MAP", "motion_picture": "MPCT", "paper-conference": "CPAPER", "patent": "PAT",
    "personal_communication": "PCOMM", "post": "ICOMM", "post-weblog": "BLOG",
    "regulation": "LEGAL", "report": "RPRT", "software": "COMP", "song": "SOUND",
    "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
FROM_RIS = {
    **{code: name for name, code in RIS.items() if name != "interview"},
    "ABST": "article-journal", "CONF": "paper-conference", "CTLG": "book", "DBASE": "dataset",
    "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal",
    "GOVDOC": "report", "INPR": "article-journal", "JFULL": "periodical", "MULTI": "webpage",
    "MUSIC": "song", "PAMP": "pamphlet", "SER": "book",
}  # fmt: skip
# Every type of CSL 1.0.2.
TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
    pamphlet paper-conference patent performance periodical personal_communication post
    post-weblog regulation report review review-book software song speech standard thesis treaty
    webpage""".split()
)

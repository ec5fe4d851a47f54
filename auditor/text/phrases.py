"""Phrases of pages that are not what they seem, each as narrow as it can be.

Broad phrases accuse articles about missing pages, so that a title counts only where one of the
segments between its separators is nothing but the phrase.
"""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s{0,9}[|·•»«–—]\s{0,9}|\s{1,9}[-:/]{1,9}\s{1,9}|:\s{1,9}")

# What stands around the phrase: "Error 404 (Not Found)!!1", "Oops! …".
_TRIM = re.compile(
    r"^(?:(?:http|status|error|fehler|erreur|errore|erro|404|oops|sorry|uh|oh)\b|[\W_]){1,40}"
    r"|(?<![\W_])(?:[\W_]|\b(?:error|404)){1,40}+$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:\W|http|error|fehler|erreur|errore|erro|oops){0,20}404\W{0,20}(?:error)?\W{0,20}",
    re.IGNORECASE,
)
_NOT_FOUND = (
    (
        r"(?:(?:the|this|that|your|requested|web) ){0,3}"
        r"(?:web ?page|page|file|document|article|content|resource|url|story)"
        r"(?: you (?:requested|were looking for|are looking for)| requested)?"
        r"(?: was| is| could| can| has| does| has been)?"
        r"(?: not(?: be)? found|n['’]t(?: be)? found| no longer (?:available|exists?)"
        r"| not exist|n['’]t exist| not available| unavailable| missing| removed| deleted)"
    ),
    r"not found|(?:the )?(?:page|file) cannot be found",
    r"(?:we )?(?:can['’]t|couldn['’]t|cannot|could not) find (?:that|this|the) page",
    r"(?:die )?(?:angeforderte )?seite (?:wurde )?(?:leider )?nicht gefunden",
    r"page (?:introuvable|non trouvée)|cette page n['’]existe pas",
    r"p[aá]gina no encontrada|pagina non trovata|página não encontrada",
    r"pagina niet gevonden|sidan (?:kunde inte hittas|hittades inte)",
    r"siden (?:ble )?ikke funnet|siden blev ikke fundet|sivua ei löydy",
    r"nie znaleziono strony|strona nie została znaleziona|stránka nenalezena",
    r"страница не найдена|сторінку не знайдено|sayfa bulunamadı",
    r"halaman tidak ditemukan|không tìm thấy trang|الصفحة غير موجودة",
    r"(?:お探しの|指定された|ご指定の)?ページ[がは](?:見つかりません(?:でした)?|存在しません)",
    r"页面不存在|找不到(?:页面|頁面|網頁|网页)",
    r"(?:页面|頁面|网页|網頁)(?:未找到|没有找到|不存在)|페이지를 찾을 수 없습니다",
)
NOT_FOUND = re.compile("|".join(_NOT_FOUND), re.IGNORECASE)
PARKED = re.compile(
    r"(?:this |the )?domain (?:name )?(?:is|may be|might be) for sale|buy this domain"
    r"|this domain (?:name )?(?:has expired|is parked)|domain parking page"
    r"|parked free,? courtesy of|this (?:web ?page|domain) is parked",
    re.IGNORECASE,
)
LOGIN = re.compile(
    r"(?:please )?(?:log|sign)[ -]?in(?: to continue| required)?|login|log on|member login"
    r"|anmelden|anmeldung|connexion|se connecter|iniciar sesión|accedi|ログイン|登录|登入|вход",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"before you continue(?: to .{1,40})?|(?:cookie|privacy) consent|your privacy choices"
    r"|bevor sie (?:fortfahren|zu .{1,40} weitergehen)|avant d['’]accéder à .{1,40}",
    re.IGNORECASE,
)
_SORRY = re.compile(
    r"(?:errors?|an error (?:has )?occurred|error page|sorry|we['’]re sorry|oops|whoops"
    r"|something went wrong|unavailable|missing|gone|fehler|erreur|errore|エラー|错误)[\W_]{0,9}",
    re.IGNORECASE,
)
# A page longer than a notice is parsed only where one of these is in the lower-cased text of its
# telling parts: plain strings, which are found fifty times as fast as a pattern of alternatives.
CUES = tuple(
    """404|not found|not be found|t be found|t exist|not exist|t find|cannot find|not available
    unavailable|no longer|been removed|removed</|missing</
    nicht gefunden|introuvable|non trouvée|existe pas|encontrada|trovata
    niet gevonden|hittas|ikke f|löydy|znalezion|nenalezena|не найдена|не знайдено|bulunamad
    tidak ditemukan|không tìm thấy|غير موجودة|見つかりません|存在しません|不存在|找不到|未找到
    没有找到|찾을 수 없""".replace("\n    ", "|").split("|")
)


_SALES = ("for sale", "buy this domain", "parked", "parking", "has expired")
_TITLED = 400  # characters: no more than a title has


def has_cue(text: str) -> bool:
    """Whether a part of a page makes a closer look worth its time."""
    low = text.lower()
    wall = len(low) < _TITLED and (mentions(LOGIN, low) or mentions(CONSENT, low))
    return bool(wall) or any(cue in low for cue in CUES)


def may_be_parked(low: str) -> bool:
    """Whether a page, lower-cased, may offer its domain for sale: two finds say no for most."""
    return ("domain" in low or "parked" in low) and any(cue in low for cue in _SALES)


def says(phrase: re.Pattern[str], text: str) -> str | None:
    """The segment of a title or heading that is the phrase and nothing else."""
    segments = (segment.strip() for segment in _SEPARATOR.split(text[:500]))
    return next((part for part in segments if part and phrase.fullmatch(part)), None)


def says_not_found(text: str) -> str | None:
    """The segment of a title or heading that says no more than "404" or "page not found"."""
    segments = [segment.strip() for segment in _SEPARATOR.split(text[:500])]
    return next((part for part in segments if _is_not_found(part)), None)


def _is_not_found(segment: str) -> bool:
    core = _TRIM.sub("", segment)
    return bool(_BARE.fullmatch(segment) or NOT_FOUND.fullmatch(core))


def mentions_not_found(text: str) -> bool:
    """Whether a text speaks of something that isn't found, among other things."""
    return NOT_FOUND.search(text) is not None


def says_sorry(title: str) -> bool:
    """Whether a segment of a title is a bare excuse that doesn't say for what."""
    return says(_SORRY, title) is not None


def mentions(phrase: re.Pattern[str], text: str) -> str | None:
    """The phrase where it stands inside of a text."""
    match = phrase.search(text)
    return match[0] if match else None

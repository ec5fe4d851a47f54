"""Phrases of pages that are not what they seem, each as narrow as it can be.

Broad phrases accuse articles about missing pages, so that a title counts only where one of the
segments between its separators is nothing but the phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
import re

_SEPARATOR = re.compile(r"\s{0,9}[|·•»«–—]\s{0,9}|\s{1,9}[-:/]{1,9}\s{1,9}|:\s{1,9}")

# What stands around the phrase: "Error 404 (Not Found)!!1", "Oops! …".
_TRIM = re.compile(
    r"^(?:(?:http|status|error|fehler|erreur|errore|erro|ошибка|błąd|hiba|404|oops|sorry|uh|oh)\b|[\W_]){1,40}"
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
        r"(?: you(?:['’]re| are| were)? (?:requested|looking for)| requested)?"
        r"(?: was| is| could| ca| has| does| has been)?"
        r"(?: (?:can)?not(?: be)? found|n['’]t(?: be)? found| no longer (?:available|exists?)"
        r"| not exist|n['’]t exist| not available| unavailable| missing| removed| deleted"
        r"| moved or deleted)"
    ),
    r"(?:not|nothing) found",
    (
        r"(?:we )?(?:can['’]t|couldn['’]t|cannot|could not) find (?:that|this|the) page"
        r"(?: you(?:['’]re| are| were)? (?:requested|looking for))?"
    ),
    (
        r"(?:die(?:se)? )?(?:angeforderte |gewünschte |gesuchte )?seite (?:leider )?"
        r"(?:(?:wurde )?(?:leider )?nicht gefunden|konnte (?:leider )?nicht gefunden werden"
        r"|existiert (?:leider )?nicht(?: mehr)?)"
    ),
    (
        r"(?:(?:la|cette) )?page (?:demandée )?"
        r"(?:(?:est )?(?:introuvable|non trouvée)|n['’]existe (?:pas|plus))"
    ),
    (
        r"(?:la )?p[aá]gina (?:solicitada |que busca[sn]? )?"
        r"no (?:encontrada|existe|se (?:ha )?encontr(?:ó|ado))"
    ),
    r"(?:la )?pagina (?:richiesta |cercata )?non (?:trovata|esiste|(?:è stata )?trovata)",
    r"(?:a )?página (?:solicitada |que procura )?não (?:(?:foi )?encontrada|existe)",
    r"(?:de(?:ze)? )?pagina (?:is )?(?:niet gevonden|bestaat niet(?: \(?meer\)?)?)",
    r"sidan (?:(?:kunde|kan) inte hittas|hittades inte|finns inte)",
    r"siden (?:ble )?ikke funnet|siden (?:blev ikke fundet|f(?:inn|ind)es ikke)",
    r"sivua ei (?:löydy|löytynyt)|nie znaleziono strony|strona nie została znaleziona",
    r"(?:taka )?strona (?:o podanym adresie )?nie istnieje|stránka (?:ne|nebyla )nalezena",
    r"stránka neexistuje|az? (?:keresett )?oldal nem található|η σελίδα δεν βρέθηκε",
    r"pagina nu (?:a fost găsită|există)|stranica nije pronađena",
    r"(?:запрошенная )?страница не (?:найдена|существует)|такой страницы (?:нет|не существует)",
    r"сторінку не знайдено|сторінка не існує|(?:aradığınız )?sayfa bulunamadı",
    r"halaman tidak ditemukan|không tìm thấy trang|ה?דף לא נמצא",
    r"الصفحة (?:المطلوبة )?غير موجودة|لم يتم العثور على الصفحة",
    r"صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد",
    r"(?:お探しの|指定された|ご指定の)?ページ[がは](?:見つかりません(?:でした)?|存在しません)",
    r"找不到(?:页面|頁面|網頁|网页)",
    r"(?:很?抱歉\W?)?(?:[您你]?要?(?:访问|訪問|查找|请求)的)?(?:页面|頁面|网页|網頁)(?:未找到|没有找到|不存在)",
    r"(?:요청하신 )?페이지를 찾을 수 없습니다",
)
NOT_FOUND = re.compile("|".join(_NOT_FOUND), re.IGNORECASE)
PARKED = re.compile(
    r"(?:this |the )?domain (?:name )?(?:is|may be|might be) for sale|buy this domain"
    r"|this domain (?:name )?(?:has expired|is parked)|domain parking page"
    r"|parked free,? courtesy of|this (?:web ?page|domain) is parked|this web ?site is for sale"
    r"|diese domain (?:steht zum verkauf|ist zu verkaufen)|domaine (?:[\w.-]{1,80} )?est à vendre"
    r"|este dominio está en venta|este domínio está à venda|questo dominio è in vendita"
    r"|(?:dit )?domein is te koop|域名(?:可|正在)?出售",
    re.IGNORECASE,
)
# Titles of what a server shows where nobody has put a site, or its host has taken it away.
SITELESS = re.compile(
    r"welcome to nginx!?|apache2 \w{1,20} default page: it works|iis windows server"
    r"|test page for the (?:apache http|nginx http) server.{0,40}|account suspended",
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
    unavailable|no longer|been removed|removed</|missing</|nothing found|or deleted
    nicht gefunden|existiert|introuvable|non trouvée|existe p|encontr|no existe|não existe|trovata
    non esiste|niet gevonden|bestaat niet|hittas|hittades|finns inte|ikke f|findes ikke
    finnes ikke|löydy|löytyn|znalezion|istnieje|nalezena|neexistuje|nem tal|βρέθηκε|nu a fost găsit
    nu există|nije prona|не найдена|не существует|страницы нет|не знайдено|не існує|bulunamad
    tidak ditemukan|không tìm thấy|לא נמצא|غير موجودة|العثور|نشد|見つかりません|存在しません|不存在
    找不到|未找到|没有找到|찾을 수 없""".replace("\n    ", "|").split("|")
)


_SALES = (
    *("for sale", "buy this domain", "parked", "parking", "has expired", "default page"),
    *("suspended", "zum verkauf", "zu verkaufen", "vendre", "venta", "venda", "vendita", "te koop"),
    *("出售", "test page", "nginx", "iis windows"),
)
_EARLY = 2000  # characters of a text that are looked at: the pattern takes 1 µs for each
_TITLED = 400  # characters: no more than a title has


def has_cue(text: str) -> bool:
    """Whether a part of a page makes a closer look worth its time."""
    low = text.lower()
    wall = len(low) < _TITLED and (mentions(LOGIN, low) or mentions(CONSENT, low))
    return bool(wall) or any(cue in low for cue in CUES)


def may_be_parked(low: str) -> bool:
    """Whether a page with a cue of it, lower-cased, may offer its domain for sale or have none."""
    return any(cue in low for cue in _SALES)


def says(phrase: re.Pattern[str], text: str) -> str | None:
    """The segment of a title or heading that is the phrase and nothing else."""
    segments = (segment.strip() for segment in _SEPARATOR.split(text[:500]))
    return next((part for part in segments if part and phrase.fullmatch(part)), None)


def says_not_found(text: str) -> str | None:
    """The segment of a title or heading that says no more than "404" or "page not found".

    What stands before a colon says of what is behind it: "404 Not Found: a history" is an essay.
    """
    return next((part for part in _standing(text) if part and _is_not_found(part)), None)


def stands(phrase: re.Pattern[str], text: str) -> str | None:
    """The segment of a title that is the phrase, and introduces nothing by a colon."""
    return next((part for part in _standing(text) if phrase.fullmatch(part)), None)


def _standing(text: str) -> Iterator[str]:
    """A title, and those of its segments that no colon hands on to the next."""
    text, at = text[:500], 0
    yield text.strip()
    for found in _SEPARATOR.finditer(text):
        if not found[0].startswith(":"):
            yield text[at : found.start()].strip()
        at = found.end()
    yield text[at:].strip()


def _is_not_found(segment: str) -> bool:
    core = _TRIM.sub("", segment)
    return bool(_BARE.fullmatch(segment) or NOT_FOUND.fullmatch(core))


def mentions_not_found(text: str) -> bool:
    """Whether a text speaks of something that isn't found, early on and among other things."""
    return NOT_FOUND.search(text, 0, _EARLY) is not None


def says_sorry(title: str) -> bool:
    """Whether a segment of a title is a bare excuse that doesn't say for what."""
    return says(_SORRY, title) is not None


def mentions(phrase: re.Pattern[str], text: str) -> str | None:
    """The phrase where it stands inside of a text."""
    match = phrase.search(text)
    return match[0] if match else None

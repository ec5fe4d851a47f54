"""Error pages in many languages say what they are; titles of essays about them don't."""

from __future__ import annotations

import re
import time

import pytest

from auditor.links.cues import Cue, cues_in
from auditor.text.phrases import (
    PARKED,
    SITELESS,
    has_cue,
    mentions,
    mentions_not_found,
    says_not_found,
    stands,
)

NOTICES = """
    Oops! That page can’t be found. | Nothing Found - Blog | The resource cannot be found.
    Sorry, we can't find the page you're looking for
    The page you requested has been moved or deleted. | This page doesn't exist
    Die angeforderte Seite konnte leider nicht gefunden werden. | Diese Seite existiert nicht mehr
    Erreur 404 : page introuvable | La page demandée n’existe pas | Cette page n'existe plus
    La página solicitada no existe | La página no se ha encontrado
    Errore 404: pagina non trovata | La pagina richiesta non esiste | Página não encontrada
    Deze pagina bestaat niet (meer) | Sidan finns inte | Siden findes ikke | Sivua ei löytynyt
    Strona nie istnieje | Stránka nebyla nalezena | Stránka neexistuje | Az oldal nem található
    Η σελίδα δεν βρέθηκε | Pagina nu a fost găsită | Stranica nije pronađena
    Ошибка 404. Страница не найдена | Такой страницы не существует | Сторінка не існує
    Aradığınız sayfa bulunamadı | הדף לא נמצא | الصفحة المطلوبة غير موجودة
    صفحه مورد نظر یافت نشد | 很抱歉，您要访问的页面不存在！ | ページが見つかりません
    요청하신 페이지를 찾을 수 없습니다
"""
ESSAYS = """
    404 Not Found: how an error became a joke; The Not Found Generation | Review
    Why every “page not found” is a loss; Lost and found; Missing: the children of the harbour
    How to fix “Page not found” in ten minutes; La página que no existe en la memoria
"""


@pytest.mark.parametrize("title", list(filter(None, re.split(r"\s*[|\n]\s*", NOTICES))))
def test_a_notice_says_that_nothing_is_there(title: str) -> None:
    assert says_not_found(title)
    assert has_cue(f"{title}</")
    assert Cue.ABSENCE in cues_in(title.lower().encode())


@pytest.mark.parametrize("title", [part.strip() for part in ESSAYS.split(";")])
def test_an_essay_on_missing_pages_does_not(title: str) -> None:
    assert says_not_found(title) is None


@pytest.mark.parametrize(
    "title",
    ["Diese Domain steht zum Verkauf", "Le domaine quay.example est à vendre", "该域名可出售"],
)
def test_an_offer_of_a_domain_in_any_language(title: str) -> None:
    assert mentions(PARKED, title)
    assert Cue.SALE in cues_in(title.lower().encode())


@pytest.mark.parametrize(
    "title", ["Welcome to nginx!", "Apache2 Ubuntu Default Page: It works", "Account Suspended"]
)
def test_a_server_without_a_site(title: str) -> None:
    assert stands(SITELESS, title) == title
    assert stands(SITELESS, f"{title}: what it means") is None


@pytest.mark.parametrize("unit", ["page you requested ", "domaine a", "a.", "страница ", "not "])
def test_phrases_take_linear_time(unit: str) -> None:
    hostile = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    mentions(PARKED, hostile)
    mentions_not_found(hostile)
    assert time.perf_counter() - began < 1

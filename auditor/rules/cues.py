"""Cue words of English prose and titles by which the date and number rules judge a sentence."""

from __future__ import annotations

import re


def any_of(phrases: str, *, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    """A pattern for any of the phrases (comma-separated, any case); `*` is any ending of a word.

    `before` and `after` are patterns that must hold at either end.
    """
    parts = (re.escape(" ".join(phrase.split())) for phrase in phrases.split(","))
    words = (part.replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for part in parts)
    return re.compile(f"{before}(?:{'|'.join(words)}){after}", re.IGNORECASE)


# A sentence or title with one of these speaks of an event from later on.
LOOKS_BACK = any_of(
    """anniversar*, ago, years after, years later, years on, years since, year after, year later,
    year on, decade after, decade later, decade on, decades after, decades later, decades on,
    decades since, revisit*, retrospect*, remember*, look back, looks back, looking back,
    commemorat*, legacy"""
)
# A title with one of these gathers what is known, or tells of the aftermath.
GATHERS = any_of(
    """histor*, timeline, archive*, memorial*, obituar*, lessons, explained, what is, what was,
    what we, who is, who was, how, why, data, statistic*, index, survey*, review*, report, reports,
    annual, profile, fact sheet, overview, background, analysis, guide, chronolog*, trial*,
    convict*, sentenc*, verdict*, court*, lawsuit*, inquir*, investigat*, inquest*"""
)
# A sentence with one of these speaks of what was still to come when its source was written.
LOOKS_AHEAD = any_of(
    """will, shall, expect*, scheduled, due, set to, forecast*, projected, projection*, deadline*,
    upcoming, next, anticipat*, postpon*, slated, ahead of, effective, in force, into force,
    took effect, expir*, to be, by the end of, by the year"""
)
# One with these may do so, or tell of a plan that was made.
MAY_LOOK_AHEAD = any_of(
    """would, could, plan, plans, planned, planning, intend*, aim*, target*, project, projects,
    propos*, pledg*, promis*, commit*, until, prior to, announced that, announced it,
    announced plans, attempt*, tried, try, sought, hoped, considered"""
)
# Figures are published later than the time they are about.
FIGURES = any_of(
    """per cent, percent*, index, rate, rates, gdp, population, census, survey*, poll, polls,
    statistic*, figure, figures, data, totalled, totaled, average*, median, quarter*, fiscal,
    month-on-month, year-on-year"""
)
# Verbs whose date is that of the report itself, not of what it is about.
REPORTING = (
    "(?:reported|announced|published|released|revealed|disclosed|confirmed|issued|unveiled|declared"
    "|warned|ruled|said|told|wrote|posted)"
)
PAST_TENSE = re.compile(
    r"\b(?:was|were|had|did|held|won|lost|met|led|made|took|began|came|went|became|gave|fell|rose"
    r"|said|told|sent|left|saw|struck|broke|built|sold|bought|ran|spoke|wrote|hit|shot|fought"
    r"|[a-z]{2,}ed)\b"
)
_PLANNED = """propose, launch, hold, sign, join, open, release, unveil, announce, send, build, ban,
    raise, cut, impose, introduce, resign, step, meet, visit, host, buy, sell, merge, acquire,
    close, publish, issue, adopt, vote, appoint, withdraw, leave, deploy, test, end, start, begin,
    lift, boost"""
# Headlines of what is still to come: "LDP to propose …", "plans to", "mulls".
PLAN_TITLES = (
    any_of(_PLANNED, before=r"^(?:[A-Z0-9][^\s,:;]*\s+){1,4}to\s+"),
    any_of(
        """plan to, plans to, set to, poised to, about to, due to, ready to, prepares to,
        preparing to, hopes to, wants to, seeks to, expected to, mulls, eyes, considers"""
    ),
)
# What a title calls the record of one event: it bears the event's own year.
RECORDS = any_of(
    """keynote, speech, address, remarks, press conference, communique, communiqué, joint statement,
    declaration, opening session, opening ceremony, inaugural, lecture, testimony, transcript,
    state of the union, press briefing, minutes, hearing, sermon, homily, eulogy, debate"""
)
# What a title calls a work about an event, which may be of any later year.
ABOUT = any_of(
    """analys*, lesson, lessons, after, legacy, review*, revisit*, what, how, why, on the, history,
    fact-check*, looking back, anniversar*, since, book, collected, papers, archive*, annotated,
    response*, reaction*"""
)
# Titles that name a year to come by right: plans, forecasts, model years, things announced ahead.
TITLE_AHEAD = any_of(
    """beyond, horizon, vision, agenda, outlook, plan*,
    strateg*, goal*, forecast*, roadmap, road map, projection*, budget*, scenario*, prospect*,
    target*, future*, election*, campaign*, race, cup, games, olympic*, paralympic*, preview*,
    calendar*, program, programme, conference*, summit*, expo, model*, edition*, bid, host*,
    schedule*, call, calls, application*, candidate*, congress, festival*, fiscal, season*, odyssey,
    will, next, coming, upcoming, proposed, draft, act, bill, framework, initiative, world in,
    predict*, expect*, trend*, cop*, g7, g20, asteroid, mission*, version, windows, fy"""
)
# "By 2050" looks ahead; "Keynote Address by …" and "Address to Parliament" do not.
BY_YEAR = re.compile(
    r"\b(?:by|towards?|to|until|till)\s+(?:the\s+year\s+)?[12]\d{3}\b", re.IGNORECASE
)
# Words for the parts of an argument that a sentence announces: "three reasons".
PARTS = """levels, parts, reasons, ways, questions, factors, stages, steps, phases, points, aspects,
    issues, problems, themes, sections, arguments, objectives, goals, aims, principles, pillars,
    dimensions, elements, components, categories, types, kinds, challenges, features, observations,
    findings, conclusions, implications, lessons, tasks, purposes, options, explanations,
    hypotheses, assumptions, limitations, contributions, conditions, criteria, measures, respects,
    fronts, trends, approaches, strategies, benefits, advantages, disadvantages, claims, strands,
    threads, functions, interpretations, perspectives, tiers, layers, differences, similarities,
    concerns, consequences, effects, grounds, developments, considerations, caveats, propositions,
    mechanisms, obstacles, remedies, things, tools, rules, proposals, recommendations, suggestions,
    scenarios, facts, examples, forms, methods, techniques, roles, promises, demands, tests, ideas,
    requirements, guidelines, qualities, properties, characteristics, traits, senses, meanings,
    patterns, puzzles, paths, routes, responses, solutions, answers, objections, criticisms,
    complaints, weaknesses, strengths, drawbacks, risks, threats, dangers, opportunities,
    priorities, tendencies, axes, modes, causes, motives, motivations, outcomes, results, errors,
    mistakes, flaws, topics, areas, ingredients, barriers, hurdles, constraints, insights,
    takeaways, messages, possibilities, alternatives, choices, changes, shifts, duties, rights,
    obligations, provisions, exceptions, defences, defenses, counts, charges, clauses, axioms,
    experiments, means, moves, safeguards, precautions, items"""
# Before a count these say that it is no news, or leave it open.
OPEN_COUNT = any_of(
    """at least, among, one of, of the, of these, of those, these, those, all, other, first, last,
    next, any, both, each, either, more than, up to, over, some, the same, previous, or, about, my,
    our, his, her, its, their""",
    after=r"\b(?:\s+(?:at|in|on|the|of|by|for))*\s+$",
)
# A further item named without its ordinal.
ANOTHER_ITEM = any_of(
    """second, secondly, another, next, then, other, third, two, also, likewise, moreover,
    furthermore, finally, last, lastly, in addition, additionally, besides, latter"""
)

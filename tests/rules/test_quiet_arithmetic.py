"""Ordinary English whose numbers share a scale, a unit or a sign that only one prints: silence."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.audit import examine
from auditor.model.policy import Policy
from auditor.readers import read_text
from auditor.rules.registry import RULES

RIGHT = [
    "Lending rose by 25% from 8 to 10 million.",
    "Lending rose 25%, from 8 to 10 billion dollars.",
    "Imports grew from 1.6 to 2.4 trillion yen, an increase of 50%.",
    "Imports fell from 2.4 to 1.2 trillion yen, a decrease of 50%.",
    "The audience doubled, from 3 to 6 million.",
    "The audience doubled from 3 to 6 million in a year.",
    "The debt tripled, from $2 to $6 billion.",
    "The debt tripled from 2 to 6 billion euros.",
    "The army halved, from 90 to 45 thousand.",
    "The budget grew from €60 to 90 million (50%).",
    "The budget grew from £60m to £90m (50%).",
    "The budget grew from €60m to 90m (50%).",
    "Between 4 and 5 million people, or 10% of the 45 million, left the country.",
    "Some 4 to 5 million people, or 10% of the 45 million, left the country.",
    "4–5 million people, or 10% of the 45 million, left the country.",
    "Sales climbed by 20% to 12 million from 10.",
    "Sales climbed by 20% to $12 million from $10 million.",
    "Turnover rose from 40 to 50 per cent, or by a quarter.",
    "The rate fell from 8 to 4 percent, a fall of half.",
    "The temperature rose from 10 to 15 degrees, an increase of 50%.",
    "The track grew from 10 to 15 km, an increase of 50%.",
    "The track grew by 5 km, from 10 to 15 km.",
    "The track grew by 5, from 10 to 15 km.",
    "The fund grew by 5 million, from 10 to 15 million.",
    "The fund grew from 10 to 15 million, an increase of 5 million.",
    "The fund grew from 10 to 15 million dollars, an increase of $5 million.",
    "The herd doubled from 2½ to 5 million.",
    "The herd doubled from 900,000 to 1.8 million.",
    "The herd doubled from 900,000 to 1.8m animals.",
    "The users doubled from 900 to 1.8k users.",
    "The orders doubled from 2 dozen to 48.",
    "The orders doubled from 900 thousand to 1.8 mln.",
    "In its first 3 years output doubled to 8.",
    "Rent rose by 20%, from $50 a week to $260 a month.",
    "The time rose 33%, to 2 hours from 1 hour 30 minutes.",
    "The plant of 5 feet 10 inches doubled to 12 feet.",
    "He has between 30 and 40 per cent of the vote, or 35% of the 20 million.",
    "Of the 12 million voters, 3, or 25%, stayed at home.",
    "Of the 12 million voters, 3 million (25%) stayed at home.",
    "Of 200 firms, 50 (25%) were sold and 10 (20%) closed.",
    "Of 200 firms, 50 (25%) were sold and 40 (20%) closed.",
    "Of 200 firms, 50 (25%) were sold, and 10 of them (20%) closed.",
    "There were 200 firms; 50 (25%) were sold.",
    "Emissions fell 50% from 1 Gt to 500 Mt.",
    "Capacity doubled from 500 kW to 1 MW.",
    "The dose doubled from 500 µg to 1 mg.",
    "The speed doubled from 500 kbit/s to 1 Mbit/s.",
    "The price rose 50%, from 80 cents to $1.20.",
    "The flow doubled from 500 grams to 1 kg.",
    "The price tripled from £1 10s to £4 10s.",
    "The 5 firms' output doubled to 80.",
    "Between 5 and 10 of the 20 members, or 25 to 50 per cent, left.",
    "Of the 200 firms, 50, or 25%, closed, and 30 (15%) moved.",
    "Spending went up by 25%, from 4 to 5 billion.",
    "Exports rose from $3.2 to $4.8 billion, or 50%.",
    "Membership fell from 12 to 9 million, a fall of 25%.",
    "The party held 3 of the 12 million votes (25%).",
    "The bank wrote off 5 or 6 million, or 10% of the 55 million it had lent.",
    "The region produced 20 to 30 million tonnes, which is 10% of the 250 million tonnes mined.",
]

WRONG = [
    ("Emissions fell 50% from 400 Mt to 300 Mt.", "NUM002", "%"),
    ("Lending rose by 60% from 8 to 10 million.", "NUM002", "%"),
    ("The audience doubled, from 3 to 9 million.", "NUM003", "2.429 to 3.8"),
    ("The debt tripled, from $2 to $12 billion.", "NUM003", "4.6 to 8.333"),
    ("The fund grew by 9 million, from 10 to 15 million.", "NUM003", "4,000,000 to 6,000,000"),
    ("Of the 62 rulings, 14, or 32%, were appealed.", "NUM002", "22.58%"),
    ("Of 62 rulings, 31 (50%) turned on one point and 14 (32%) on another.", "NUM002", "22.58%"),
    ("There were 62 rulings; 14 (32%) turned on the second.", "NUM002", "22.58%"),
]


def _found(text: str) -> list[tuple[str, str]]:
    article = read_text(text + "\n", "numbers.md")
    policy = Policy(as_of=dt.date(2026, 1, 1), select=("NUM002", "NUM003"))
    return [(item.rule, item.found or "") for item in examine(article, policy, RULES).findings]


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(("text", "rule", "found"), WRONG)
def test_a_shared_scale_hides_no_slip(text: str, rule: str, found: str) -> None:
    assert [(code, value) for code, value in _found(text) if found in value and code == rule]

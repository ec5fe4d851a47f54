"""Words that invented works and prose are made of. A fifth of each list is kept for evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
import random
import tomllib

from benchmarks.training.works import held_out

_WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text("utf-8")
)
TEMPLATES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("templates.toml").read_text("utf-8")
)
FAMILIES = _WORDS["families"]
GIVENS = _WORDS["givens"]
PARTICLES = _WORDS["particles"]
CITIES = _WORDS["cities"]
COUNTRIES = _WORDS["countries"]
PUBLISHERS = _WORDS["publishers"]
NEWSPAPERS = _WORDS["newspapers"]
MAGAZINES = _WORDS["magazines"]
THINK_TANKS = _WORDS["think_tanks"]
BODIES = _WORDS["bodies"]
MINISTRIES = _WORDS["ministries"]
SITES = _WORDS["sites"]
NOUNS = _WORDS["nouns"]
ADJECTIVES = _WORDS["adjectives"]
VERBS = _WORDS["verbs"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists of one side: for training, or held out for evaluation."""

    rng: random.Random
    held: bool
    common: tuple[str, ...] = ()  # words of real titles, so that prose is more than these lists

    def pick(self, words: list[str]) -> str:
        """A random word of this side's part of a list."""
        for _ in range(40):
            word = self.rng.choice(words)
            if held_out(word, 5) == self.held:
                return word
        return self.rng.choice(words)

    def noun(self) -> str:
        """A word in small letters, from the list or from real titles."""
        if self.common and self.chance(0.6):
            return self.rng.choice(self.common)
        return self.pick(NOUNS)

    def chance(self, share: float) -> bool:
        """True in that share of calls."""
        return self.rng.random() < share

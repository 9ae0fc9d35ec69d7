"""Which names are meant as places: ordinary words, countries and faraway towns need a word that says so."""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.compile import CompiledPlace
from marsad.knowledge.lexicon import BARE, Hit
from marsad.knowledge.lore import Voice
from marsad.read.denial import is_number
from marsad.read.places.context import glued
from marsad.read.places.happened import struck_or_fell_there
from marsad.read.places.name import Name
from marsad.read.places.right import adjective_right, owns
from marsad.read.places.words import Words
from marsad.text.tokens import WORD

LARGE = 300_000
"""Inhabitants from which a town is taken as known anywhere."""
KNOWN = 100_000
_OBJECT = 4
"""Tokens from an Arabic verb through its subject to what it struck at most."""
_LOCATIVE = frozenset({"in", "from", "to"})
_NO_WORDS = frozenset({"place", "source", "actor", "place_start", "place_title", "date_name_before", "date_name_after"})
"""Classes whose words may well be names."""
_OWN_WORDS = ("place_kind", "place_common", "place_adjective_side", "place_side", "place_edge", "place_inside")
_BORDER_REACH = 5
"""Tokens between 'the crossing' and 'with X'."""
_TANWIN = "\u064b"
"""How an accusative noun without the article is written."""
_COMMAS = frozenset({",", "\u060c", "-", "\u2013", "\u2014", "/"})


class Gate:
    """Decides name by name, left to right; lists carry on what their first name said."""

    def __init__(self, words: Words, voice: Voice) -> None:
        self.words = words
        self.tokens = words.scan.tokens
        self.english = words.scan.lang == "en"
        self.places = voice.places
        self.home = frozenset(voice.pack.countries) if voice.pack is not None else None
        self.starts = {first for first, _ in words.scan.sents}

    def decide(self, names: list[Name]) -> None:
        """Set `accepted`, `refused` and `places` of each name."""
        self._share_acts(names)
        before: Name | None = None
        for name in names:
            name.places = self._places(name)
            if self._listed(before, name) and before is not None:
                self._carry(before, name)
            self._judge(name)
            before = name
        self._by_company(names)

    def _share_acts(self, names: list[Name]) -> None:
        """'A and B gave ...': both act."""
        following: Name | None = None
        for name in reversed(names):
            if following is not None and following.acts and self._listed(name, following):
                name.acts = True
            following = name

    def _places(self, name: Name) -> tuple[CompiledPlace, ...]:
        found = {hit.entry.id: self.places[hit.entry.features["place"]] for hit in name.hits}
        return tuple([place for place in found.values() if is_of_pack(place)] or found.values())

    def _listed(self, before: Name | None, name: Name) -> bool:
        """Tell whether `name` goes on a list with the name before it: 'X, Y and Z'."""
        if before is None or name.start < before.end:
            return False
        gap = self.tokens.folds[before.end : name.start]
        if not gap:
            return name.joined
        if len(gap) > 2:
            return False
        return all(word in _COMMAS or self.words.scan.at(before.end + n, "and") for n, word in enumerate(gap)) and (
            name.joined or bool(gap)
        )

    def _carry(self, before: Name, name: Name) -> None:
        name.listed = True
        if before.refused in (None, "place.ordinary_word"):
            name.cued = name.cued or (before.cued and before.accepted)
        name.prep = name.prep or before.prep
        name.party = name.party or before.party
        if before.relation == "countryside" and before.many and name.relation is None and name.kind is None:
            name.relation, name.many, name.cued = "countryside", True, True
            adjective_right(self.words.scan, name, "countryside")
        if name.kind is None and not before.facility and before.kind not in ("country", None) and not name.relation:
            name.kind = before.kind

    def _judge(self, name: Name) -> None:
        if name.refused is None:
            name.refused = self._objection(name)
        name.accepted = name.refused is None

    def _objection(self, name: Name) -> str | None:
        places, clitics = name.places, name.hits[0].clitics
        name.ordinary = all(place.cue for place in places) or self._homograph(name) or self._known_word(name)
        name.ordinary = name.ordinary or (glued(clitics) and self._whole_word(name))
        if self.english and not self._written_as_name(name):
            return "place.no_name"
        if self._nationality(name):
            return "place.nationality"
        if self._begins_longer(name):
            return "place.longer_name"
        if self._type_word(name) and (name.kind is None or name.facility or name.relation is not None):
            return "place.type_word"
        if (clitics.article and not name.cued) or self._in_accusative(name):
            return "place.other_word"
        if name.title and (name.ordinary or not any(map(is_of_pack, places))):
            return "place.person"
        if name.ordinary and not self._told(name):
            return "place.ordinary_word"
        if name.state or self._faraway(name, places):
            return None if self._located(name) else "place.party"
        if name.kind is None and (name.party or (name.acts and name.prep not in _LOCATIVE)):
            return "place.party"
        if glued(clitics) and self._short(name) and not name.cued:
            return "place.short_word"
        if self.english and name.last - name.first == 1 and self._goes_on(name, places):
            return "place.longer_name"
        if not self.english or name.cued or name.prep or self._part_of_pack(places):
            return None
        return "place.longer_name" if self._inside_capitals(name) else None

    def _nationality(self, name: Name) -> bool:
        """'16 Syrians', '16 Syrian citizens': the accusative of who is from a country is spelt like it.  Arabic."""
        scan, i = self.words.scan, name.first
        glue = name.hits[0].clitics
        if self.english or name.last - i > 1 or glued(glue) or all(p.place.kind != "country" for p in name.places):
            return False
        person = scan.ending(i, "person")
        if person is not None and is_number(scan, person.first - 1):
            i = person.first
        elif person is not None:
            one = person.entry.features.get("n") == "sg"
            return one and scan.lexicon.ends_indefinite(self.tokens.folds[i - 1])
        return i > 0 and is_number(scan, i - 1)

    def _told(self, name: Name) -> bool:
        """Tell whether an ordinary word is said to be a place; in English a capital after a preposition says so."""
        word = self.words.scan.at(name.first, "place_homograph")
        if word is not None and word.entry.features.get("behind_in") and name.last - name.first == 1:
            return name.prep in _LOCATIVE and not name.facility
        if name.cued or (name.joined and self.words.many_before(name.start)):
            return True
        if self._homograph(name) or self.english:
            return name.prep in _LOCATIVE
        return self._part_of_pack(name.places) and struck_or_fell_there(self.words.scan, name)

    def _type_word(self, name: Name) -> bool:
        """'The city', 'the eastern': names only right after a type word, or where the pack says so."""
        if name.last - name.first > 1 or any(is_of_pack(place) and not place.cue for place in name.places):
            return False
        return self.words.scan.any_at(name.first, *_OWN_WORDS) is not None

    def _begins_longer(self, name: Name) -> bool:
        """'Ain Zuhur': one half is a word that names begin with, the whole is not listed."""
        scan, after = self.words.scan, name.last
        before = scan.at(name.first - 1, "place_start")
        if before is not None and before.clitics == BARE and scan.at(name.first - 1, "place_kind") is None:
            return not self.english and not glued(name.hits[0].clitics)
        begins = scan.at(name.first, "place_start")
        if name.last - name.first > 1 or begins is None or begins.clitics.article or after >= len(scan):
            return False
        return scan.tokens.kinds[after] == WORD and all(_bare_place(hit) for hit in scan.hits[after])

    def _known_word(self, name: Name) -> bool:
        """Tell whether the one word of a small place that no pack vouches for is known as another word, too."""
        if name.last - name.first > 1 or any(is_of_pack(place) or place.rank >= KNOWN for place in name.places):
            return False
        return any(hit.last == name.last and hit.entry.cls not in _NO_WORDS for hit in self.words.scan.hits[name.first])

    def _whole_word(self, name: Name) -> bool:
        """Tell whether the word with what is glued to it is known as another word ('broke' is not 'like Sirte')."""
        hits = self.words.scan.hits[name.first] if name.last - name.first == 1 else ()
        return any(hit.last == name.last and not glued(hit.clitics) and hit.entry.cls not in _NO_WORDS for hit in hits)

    def _in_accusative(self, name: Name) -> bool:
        """'A house' in the accusative is spelt like Beita with a mark that no name bears.  Arabic."""
        return not self.english and self.tokens.text.startswith(_TANWIN, self.tokens.ends[name.last - 1] - 1)

    def _homograph(self, name: Name) -> bool:
        return self.words.scan.at(name.first, "place_homograph") is not None and name.last - name.first == 1

    def _faraway(self, name: Name, places: tuple[CompiledPlace, ...]) -> bool:
        """Tell whether a country may be meant, or only places outside the pack's countries."""
        if any(place.place.kind == "country" for place in places) and name.kind in (None, "country"):
            return True
        return self.home is not None and not any(p.place.country in self.home or is_of_pack(p) for p in places)

    def _part_of_pack(self, places: tuple[CompiledPlace, ...]) -> bool:
        return any(map(is_of_pack, places))

    def _located(self, name: Name) -> bool:
        """Tell whether a country or a faraway town is spoken of as a place and not as a party."""
        acts = name.acts and name.prep not in _LOCATIVE
        if (name.party or acts) and name.kind is None and name.relation is None:
            return False
        if name.cued or name.prep in _LOCATIVE or self._opens_line(name) or self._is_home(name):
            return True
        return self._at_border(name) or self._owns_place(name)

    def _is_home(self, name: Name) -> bool:
        """A country of the pack is where things happen, unless it acts."""
        if self.home is None or name.state or name.ordinary or name.prep is not None:
            return False
        return all(place.place.country in self.home for place in name.places)

    def _opens_line(self, name: Name) -> bool:
        """'Ukraine: civilian casualty update', 'BEIRUT, June 8 -', 'HODEIDA, Yemen, Nov 11'."""
        first = self.tokens.folds[name.first - 1] if name.first else "\n"
        after = self.tokens.folds[name.last] if name.last < len(self.tokens) else "\n"
        if first == "\n":
            return after in _COMMAS or after in (":", "\n", "(")
        return first == "," and after == "," and name.first < 6

    def _at_border(self, name: Name) -> bool:
        return beyond_border(self.words, name) or (name.prep == "of" and _border_before(self.words, name))

    def _owns_place(self, name: Name) -> bool:
        """The owner of a place is one: "Yemen's port of Hodeida", "Syria's Idlib"."""
        scan = self.words.scan
        if not self.english or not owns(scan, name):
            return False
        return scan.any_at(name.last, "place", "place_kind", "place_adjective_side", "place_rural") is not None

    def _short(self, name: Name) -> bool:
        """Three letters or fewer after something glued, and neither of the pack nor large: rather another word."""
        if name.last - name.first > 1:
            return False
        clitics = name.hits[0].clitics
        stem = len(self.tokens.folds[name.first]) - len(clitics.conjunction) - len(clitics.preposition)
        return stem <= 3 and not any(is_of_pack(p) or p.rank >= KNOWN for p in name.places)

    def _written_as_name(self, name: Name) -> bool:
        """Two letters must both be capitals ('US'), and stand after a preposition."""
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        raw = text[starts[name.first] : ends[name.last - 1]]
        return len(raw) > 2 or (raw.isupper() and name.prep in _LOCATIVE)

    def _inside_capitals(self, name: Name) -> bool:
        """Tell whether another capitalised word stands beside an unheralded name: then it's part of a longer one."""
        if any(place.rank >= KNOWN for place in name.places):
            return False
        if name.first in self.starts:
            return True
        return self._capital(name.first - 1) or self._capital(name.last)

    def _goes_on(self, name: Name, places: tuple[CompiledPlace, ...]) -> bool:
        """Tell whether a word with a capital that no list knows follows a small place: 'Dan Kurmi' is not Dan."""
        if self._part_of_pack(places) or any(place.rank >= KNOWN for place in places) or name.end != name.last:
            return False
        return self._capital(name.last) and not self.words.scan.hits[name.last]

    def _capital(self, i: int) -> bool:
        if not 0 <= i < len(self.tokens) or self.tokens.kinds[i] != WORD or i in self.starts:
            return False
        return self.tokens.text[self.tokens.starts[i]].isupper()

    def _by_company(self, names: list[Name]) -> None:
        """An ordinary word is a place where its list goes on with one, or where the text has called it one."""
        called = {place.place.id for name in names if name.accepted and name.ordinary for place in name.places}
        following: Name | None = None
        for name in reversed(names):
            if name.refused == "place.ordinary_word" and self._in_company(name, following, called):
                name.refused, name.accepted = None, True
            following = name

    def _in_company(self, name: Name, following: Name | None, called: set[str]) -> bool:
        goes_on = following is not None and following.accepted and self._listed(name, following)
        if goes_on and following is not None and not following.ordinary and self._struck(name):
            return True
        if not (name.prep in _LOCATIVE or name.joined):
            return False
        return any(place.place.id in called for place in name.places) or (goes_on and name.prep in _LOCATIVE)

    def _struck(self, name: Name) -> bool:
        """Tell whether a word that is a place of the pack's own, too, stands where what was struck does."""
        if not self._part_of_pack(name.places) or glued(name.hits[0].clitics):
            return False
        near = range(max(0, name.start - (1 if self.english else _OBJECT)), name.start)
        return any(self.words.scan.any_at(i, "attacks", "cause", "strikes") is not None for i in near)


def _bare_place(hit: Hit) -> bool:
    return hit.entry.cls == "place" and not glued(hit.clitics)


def is_of_pack(place: CompiledPlace) -> bool:
    """Tell whether a place is of the pack's own list: ids of gazetteers name their list before a colon ('gn:163')."""
    return ":" not in place.place.id


def beyond_border(words: Words, name: Name) -> bool:
    """Tell whether a place only says whose border it is: 'near the border with Mali'."""
    linked = any(hit.entry.cls == "place_with" for hit in words.ends.get(name.start, ()))
    return linked and _border_before(words, name)


def _border_before(words: Words, name: Name) -> bool:
    return any(0 < name.start - at <= _BORDER_REACH for at in _last_before(words.borders, name.start))


def _last_before(sorted_tokens: list[int], at: int) -> list[int]:
    i = bisect_left(sorted_tokens, at)
    return sorted_tokens[max(0, i - 1) : i]

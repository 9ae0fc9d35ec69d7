"""Labels: 'Killed: 41', 'injured - 7' tell what happened to the numbers after them."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.described import add_person
from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK, PUNCT


def label_labels(scan: Scan, drafts: list[Draft]) -> None:
    """'Killed: 41 people': a label gives its harm to the counts of its sentence that have none of their own."""
    labels = [hit for hit in scan.all("harm_label") if _opens_label(scan, hit)]
    by_sentence: dict[int, list[Hit]] = {}
    for hit in labels:
        by_sentence.setdefault(scan.sentence_of(hit.first), []).append(hit)
    for draft in drafts if labels else ():
        before = [hit for hit in by_sentence.get(scan.sentence_of(draft.core), ()) if hit.last <= draft.core]
        label = before[-1] if before else None
        if label is not None and draft.harm is None and draft.head.harm is None and not _tells_own(scan, draft):
            draft.harm, draft.trigger = label.entry.features["harm"], label.first
            draft.rules.append(label.entry.id)
            person = scan.at(label.first, "person")  # 'Civilians killed: 8-14'
            if person is not None and not draft.head.persons and not person.entry.features.get("harm"):
                add_person(draft.head, person)
                draft.side = draft.side or ("civilians" if draft.head.civilian else None)


def _tells_own(scan: Scan, draft: Draft) -> bool:
    """Tell whether a verb of its own stands right behind a count: 'captured: four were released'.  English."""
    be = scan.at(draft.last, "verb_be") if scan.lang == "en" else None
    died = scan.at(draft.last, "harm_verb") if scan.lang == "en" else None
    if died is not None and died.entry.features.get("intransitive"):
        return True  # 'Displaced: 40 families fled and 12 people died'
    return be is not None and scan.at(be.last, "harm_verb") is not None


def _counted(scan: Scan, i: int) -> bool:
    """Tell whether the word at token `i` is a number: 'all five attackers died:' is a clause and no label."""
    return scan.at(i, "number", "vague") is not None


def _opens_label(scan: Scan, hit: Hit) -> bool:
    """Tell whether a label begins here; '37 fatalities - a third of them ...' is none."""
    i = hit.first
    if scan.tokens.folds[hit.last - 1] == ":":
        if i and scan.tokens.kinds[i - 1] == PUNCT:
            return True
        if scan.lang == "en" and i and scan.at(i - 1, "verb_be") is not None:
            return False  # 'villages where people were killed: 12'
        told = scan.lang == "en" and i > 1 and scan.at(i - 1, "person") is not None and _counted(scan, i - 2)
        return not told and not any(scan.tokens.kinds[j] == "n" for j in range(max(0, i - 2), i))
    before = scan.tokens.kinds[i - 1] if i else BREAK
    return before in (PUNCT, BREAK) or scan.at(i - 1, "and") is not None


def heading_harm(scan: Scan, draft: Draft) -> str | None:
    """Return what 'The dead by governorate: Aleppo 33, Idlib 21' says of the numbers behind its colon.  Arabic."""
    if scan.lang != "ar":
        return None
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    colon = next((i for i in range(first, draft.first) if scan.tokens.folds[i] == ":"), None)
    if colon is None or scan.begins(first, colon, "list_of_doers"):
        return None  # 'the dead by whoever is responsible: the army 57'
    nouns = (scan.at(i, "person") for i in range(first, colon))
    told = (noun.entry.features.get("harm") for noun in nouns if noun is not None and noun.clitics.article)
    return next((str(harm) for harm in told if harm in ("killed", "injured")), None)

"""Changes: frames with their mood, object and subject, one for each verb with its own object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.knowledge.lexicon import Hit
from marsad.model.happening import ControlChange
from marsad.read.control.draft import Dated, Draft, again, built, change_of, near
from marsad.read.control.earlier import driven_out
from marsad.read.control.ellipses import second_place, sieges_told
from marsad.read.control.field import Field
from marsad.read.control.frame import Frame, frame_of
from marsad.read.control.hands import under_control
from marsad.read.control.mood import mood_of, returns
from marsad.read.control.objects import find_object
from marsad.read.control.particles import Object, over_aside
from marsad.read.control.passives import driven_draft, passive_draft, voice_of
from marsad.read.control.sides import acts, subject_of
from marsad.read.control.subjects import Subject, find_subject, opponent
from marsad.read.control.told import attempt_alone, left_in_headline, object_told

_WINNERS = 12
"""Changes looked back at for an unnamed winner."""
_PARTICLE = 6
"""Tokens between a verb of driving out and its particle."""
_POST = 12
"""Arabic: tokens between a verb of storming and the post, its subject between them."""
_GETS = 3
"""Tokens from 'gained' to 'control of' at most."""
_SITE = 6
"""Tokens between a verb of closing off and the site at most."""
_HANDS = 9
"""Tokens from 'back in' to the hands."""


def read_changes(field: Field, dates: Sequence[Dated]) -> list[ControlChange]:
    """Return the changes of control, left to right."""
    out: list[Draft] = []
    done = 0
    for frame in _frames(field):
        if frame.first < done:
            continue
        draft = _draft(field, frame, out)
        if draft is None:
            continue
        whole = frame.kind in ("take", "lose") and field.scan.at(frame.last, "and") is None  # 'lost and regained X'
        done = max(done, draft.last if whole else frame.last)
        if not (out and again(field, out[-1], draft)):
            out.append(draft)
            out.extend(_second(field, draft, dates))
    out.extend([told for hit in sieges_told(field) if (told := _siege_told(field, hit, out)) is not None])
    out.sort(key=lambda draft: draft.first)
    return [change_of(field, draft, out[k - 1] if k else None, dates) for k, draft in enumerate(out)]


def _second(field: Field, draft: Draft, dates: Sequence[Dated]) -> Iterator[Draft]:
    """'HTS captured Aleppo and, a week later, Hama': the same once more."""
    if draft.change not in ("gained", "regained") or draft.object.place is None:
        return
    found = second_place(field, draft.last, dates)
    if found is not None and found.place is not None:
        frame = draft.frame._replace(first=found.place, last=found.last)
        yield Draft(frame, draft.change, draft.subject, found, found.place, found.last)


def _siege_told(field: Field, hit: Hit, known: list[Draft]) -> Draft | None:
    """'seized X after a siege of several weeks': who took it besieged it."""
    sentence = field.scan.sentence_of(hit.first)
    here = [draft for draft in known if field.scan.sentence_of(draft.frame.first) == sentence]
    if any(draft.change == "besieges" for draft in here):
        return None
    taken = next((draft for draft in reversed(here) if draft.change == "gained"), None)
    if taken is None:
        return None
    frame = taken.frame._replace(first=hit.first, last=hit.last, id=hit.entry.id)
    return Draft(frame, "besieges", taken.subject, taken.object, hit.first, hit.last)


def _frames(field: Field) -> Iterator[Frame]:
    fold = field.scan.lexicon.memo
    for hit in field.verbs.values():
        if hit.entry.features.get("need") == "edge":
            _, last = field.scan.sents[field.scan.sentence_of(hit.first)]
            if not field.scan.begins(hit.last, last, "control_edge"):
                continue  # 'ambulances reached the place'
        if not field.english and hit.clitics.article and field.scan.ending(hit.first, "person") is not None:
            continue  # 'the soldiers of the occupation'
        yield _of_control(field, frame_of(_sense(field, hit), fold))


def _of_control(field: Field, frame: Frame) -> Frame:
    """'gained operational control of', 'lost full control of': the verb before the noun tells the change.  English."""
    if field.english and field.at(frame.first, "control_word") is not None and under_control(field, frame.first):
        return frame._replace(change="gained", kind="held", form="past", need="", strict=False)
    if not field.english or frame.need != "try" or frame.form != "noun":
        return frame
    gets = field.within("control_gets", max(field.clauses.soft_first[frame.first], frame.first - _GETS), frame.first)
    if gets is None or field.at(gets.last, "control_place") is not None:
        return frame
    change = str(gets.entry.features["change"])
    kind = "lose" if change == "lost" else "take"
    return frame._replace(first=gets.first, change=change, kind=kind, form="past", need="")


def _sense(field: Field, hit: Hit) -> Hit:
    """Choose between a verb and a verbal noun that are spelt alike."""
    alike = [
        other
        for other in field.scan.hits[hit.first]
        if other.entry.cls == "control_verb" and other.last == hit.last and other.clitics == hit.clitics
    ]
    if len(alike) == 1:
        return hit
    glued = hit.clitics
    if field.english:
        expel = next((other for other in alike if other.entry.features["frame"] == "expel"), None)
        if expel is not None and len({other.entry.features["form"] for other in alike}) == 1:
            return _cleared(field, expel, alike)
        bare = field.scan.reads(hit.first - 1, "to") or field.ends_at("control_not", hit.first) is not None
        return next((other for other in alike if (other.entry.features["form"] == "base") == bare), hit)
    post = next((other for other in alike if other.entry.features.get("need") == "post"), None)
    if post is not None:
        end = min(hit.last + _POST, field.clauses.soft_last[hit.first])
        others = [other for other in alike if other is not post]
        return post if field.within("control_post", hit.last, end) is not None else others[0]
    noun = bool(glued.preposition or glued.article or glued.suffix) or _noun_place(field, hit)
    noun = noun and not (glued.suffix and field.ends_at("control_relative", hit.first) is not None)
    return next((other for other in alike if (other.entry.features["form"] == "noun") == noun), hit)


def _cleared(field: Field, expel: Hit, alike: list[Hit]) -> Hit:
    """'cleared fighters from X' drives them out, they stand before its particle; 'cleared X of them' takes it."""
    preps = str(expel.entry.features.get("prep", "")).split()
    after = field.folds[expel.last : expel.last + _PARTICLE]
    where = next((i for i, word in enumerate(after, expel.last) if word in preps), expel.last)
    if field.mention_between(expel.last, where) is not None:
        return expel
    return next((other for other in alike if other is not expel), expel)


def _noun_place(field: Field, hit: Hit) -> bool:
    """A verbal noun stands behind a particle, or drives out the one actor beside it."""
    if field.ends_at("control_noun_after", hit.first) is not None:
        return True
    if hit.entry.features["frame"] == "enter" and field.repelled(hit.first, hit.first - _GETS) is not None:
        return True  # 'stopped the advance'
    if hit.entry.features["frame"] != "expel":
        return False
    return len(field.mentions_before(hit.last, over_aside(field, hit.last - 1, len(field.folds)))) < 2


def _draft(field: Field, frame: Frame, known: list[Draft]) -> Draft | None:
    mood = mood_of(field, frame)
    if mood == "none":
        return None
    before = _previous(field, frame, known)
    if field.english and frame.form in ("past", "pp"):
        voiced = voice_of(field, frame)
        if voiced == "passive":
            return passive_draft(field, frame, before, known)
        if voiced == "none":
            return None
    if not field.english and driven_out(field, frame):
        return driven_draft(field, frame, known)
    found = find_object(field, frame, tried=mood == "attempted")
    if found is None and known and near(field, known[-1], frame):
        found = object_told(field, frame)
    if found is None and mood == "attempted":
        found = attempt_alone(field, frame)
    if found is None:
        found = left_in_headline(field, frame)
    if found is None or (found.pronoun and frame.kind != "siege" and _relative(field, frame)):
        return None
    if frame.kind == "siege" and _of_site(field, frame, found):
        return None
    if frame.kind == "enter" and not field.english and field.at(frame.last, "control_aid") is not None:
        return None  # aid enters a town
    subject = _who_is_forced(field, frame, known) or find_subject(field, frame, found, before)
    if subject is None and field.english and frame.form == "noun" and frame.kind == "take":
        subject = _winner(field, found, known)
    met = found.actor if frame.kind == "expel" else None
    if subject is not None and met is not None and met.side == subject.side and not met.generic:
        subject = opponent(field, subject.side)  # 'counterattacks failed to dislodge X': not X tried
    if subject is not None and _changes_hands(field, frame, found, subject):
        subject = _taker(field, frame, subject)
    if subject is None or (frame.strict and not _beside(field, frame, subject)):
        return None
    if field.english and frame.kind == "enter" and found.pronoun and not _same_sentence(field, subject, frame):
        return None  # 'X, which they entered': who they are is told elsewhere
    if frame.need == "named" and frame.kind == "enter" and subject.last != frame.first:
        return None  # its commander is back
    if frame.change == "withdrew" and before is not None and _same_again(field, subject, known[-1]):
        subject = opponent(field, subject.side)._replace(first=subject.first, last=subject.last)
    change = "attempted" if mood == "attempted" else frame.change
    if frame.kind == "held" and field.within("control_again", frame.first - _HANDS, frame.first) is not None:
        change = "regained"
    if change == "attempted" and _beats_off(field, frame, subject):
        subject = opponent(field, subject.side)
    if change == "gained" and frame.form in ("noun", "pres") and frame.kind == "take" and returns(field, frame):
        change = "regained"
    return built(field, frame, change, subject, found)


def _changes_hands(field: Field, frame: Frame, found: Object, subject: Subject) -> bool:
    """Tell whether Arabic 'its last stronghold' is said to be taken by him whose it was: another took it."""
    if field.english or frame.form != "noun" or frame.change != "gained" or frame.kind != "take" or found.place is None:
        return False
    first = found.place
    hits = (hit for i in range(first, min(first + 2, found.last)) for hit in field.scan.hits[i])
    suffix = next((hit.clitics.suffix for hit in hits if hit.clitics.suffix and hit.entry.cls == "control_place"), "")
    item = field.context.of_pronoun(first, suffix) if suffix else None
    return item is not None and item.side == subject.side and not frame.clitics.suffix


def _taker(field: Field, frame: Frame, whose: Subject) -> Subject:
    """The actor of the sentence that is not he whose the place was, else his adversary."""
    first = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    here = [item for item in field.mentions_before(first, frame.first) if acts(item) and item.side != whose.side]
    return subject_of(field, here[-1]) if here else opponent(field, whose.side)


def _same_again(field: Field, subject: Subject, last: Draft) -> bool:
    """'took X after the withdrawal of the last militants': a bare word does not mean who took it."""
    item = field.starts.get(subject.first)
    bare = item is not None and item.generic and not item.suffix and subject.first > last.subject.first
    return bare and last.change in ("gained", "regained") and last.subject.side == subject.side


def _who_is_forced(field: Field, frame: Frame, known: list[Draft]) -> Subject | None:
    """'tried to advance on X, and our forces made it retreat', 'took X before jets forced them out': who did."""
    if frame.kind != "leave":
        return None
    first = field.scan.sents[field.scan.sentence_of(frame.first)][0]
    force = field.within("control_force", max(field.clauses.hard_first[frame.first], frame.first - 3), frame.first)
    if force is None or not (force.clitics.suffix or field.at(force.last, "control_there") is not None):
        return None
    by = next(iter(field.mentions_before(max(field.clauses.soft_first[force.first], first), force.first)), None)
    if known and near(field, known[-1], frame):
        last = known[-1]
        if last.change == "attempted" or by is None or by.side != last.subject.side:
            return last.subject
    here = field.mentions_before(first, force.first)
    fit = [item for item in here if field.context.agrees(item, force.clitics.suffix)]
    met = next((item for item in fit if item.side != here[-1].side), fit[-1] if fit else None)
    if field.english or met is None:
        return None
    return subject_of(field, met)  # 'X say their men met a force and made it withdraw'


def _same_sentence(field: Field, subject: Subject, frame: Frame) -> bool:
    """Tell whether the subject is named in the verb's sentence."""
    return subject.first >= 0 and field.scan.sentence_of(subject.first) == field.scan.sentence_of(frame.first)


def _winner(field: Field, found: Object, known: list[Draft]) -> Subject | None:
    """'The recapture of X': who was said before to have taken it."""
    if found.place is None:
        return None
    name = field.folds[found.place : found.last]
    for draft in reversed(known[-_WINNERS:]):
        place = draft.object.place
        taken = draft.change in ("gained", "regained") and place is not None
        if taken and field.folds[place : draft.object.last] == name:
            return draft.subject
    return None


def _of_site(field: Field, frame: Frame, found: Object) -> bool:
    """Tell whether it is 'the scene of the blast' or a house that is closed off: nobody besieges it."""
    last = min(frame.last + _SITE, field.clauses.soft_last[frame.first])
    site = field.within("control_site", frame.last, last)
    return site is not None and (found.place is None or site.first <= found.place < site.last)


def _beats_off(field: Field, frame: Frame, subject: Subject) -> bool:
    """Tell whether who seems to try only beats the attempt off ('the army repelled an attempt to enter X')."""
    if frame.need == "failed" or not 0 <= subject.last <= frame.first:
        return False
    hit = None if field.english else field.repelled(frame.first)
    if hit is not None and hit.clitics.suffix:
        kept = field.context.of_pronoun(hit.first, hit.clitics.suffix)  # 'kept them from reaching X'
        return kept is None or kept.side != subject.side
    if field.repelled(frame.first, subject.last):
        return True
    if hit is None or field.mention_between(hit.last, frame.first) != field.starts.get(subject.first):
        return False
    glued = any(other.clitics.preposition for other in field.scan.hits[subject.first])
    return not glued and field.within("control_try", hit.last, subject.first) is None  # 'repelling X's attempt'


def _previous(field: Field, frame: Frame, known: list[Draft]) -> Subject | None:
    """The subject of the sentence's last change, of which this one may go on telling."""
    if not known:
        return None
    last = known[-1]
    same = field.scan.sentence_of(last.frame.first) == field.scan.sentence_of(frame.first)
    if field.english:
        led = next((draft for draft in reversed(known) if draft.subject.last <= draft.frame.first), None)
        here = led is not None and field.scan.sentence_of(led.frame.first) == field.scan.sentence_of(frame.first)
        if led is not None and here and last.subject.first >= last.frame.last:
            last = led  # 'X moved into bases abandoned by Y and now hold the city'
        beaten = last.change == "attempted" and last.subject.first < 0  # 'repelled an attempt on X and took Y'
        return last.subject if same and not beaten else None
    if not same:
        return None
    if frame.need == "failed" and frame.clitics.suffix:
        return last.subject
    then = frame.clitics.conjunction or field.ends_at("control_then", frame.first) is not None
    then = then or field.within("control_it_that", max(0, frame.first - 4), frame.first) is not None
    return last.subject if then or field.ends_at("control_relative", frame.first) is not None else None


def _relative(field: Field, frame: Frame) -> bool:
    """Tell whether a relative pronoun stands before the verb: 'the positions that they took' tells of no taking."""
    if field.ends_at("control_relative", frame.first) is None:
        return False
    reach = 3 if field.english else 6  # an Arabic subject stands between
    dated = frame.form == "past" and field.within("control_later", frame.last, frame.last + reach) is not None
    dated = dated or field.ends_at("control_have", frame.first, 1) is not None
    return not dated or frame.kind not in ("take", "lose", "leave", "enter")


def _beside(field: Field, frame: Frame, subject: Subject) -> bool:
    """Tell whether the subject is named in the verb's own clause."""
    if subject.first < 0:
        return False
    clauses = field.clauses
    if clauses.hard_first[frame.first] <= subject.first < clauses.hard_last[frame.first]:
        return True
    if max(frame.first, subject.first) < field.headline_last:
        return True
    return field.english and field.scan.sentence_of(subject.first) == field.scan.sentence_of(frame.first)

"""All of them: 'the raid killed 139 people, all of them civilians' says of the count who they are."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.described import add_person
from marsad.read.claims.draft import Draft, core_of
from marsad.read.scan import Scan


def tell_all_of_them(scan: Scan, drafts: list[Draft]) -> None:
    """'139 died ..., all of them civilians': what is said of all is said of the count before it."""
    for hit in scan.all("all_of_them"):
        of = scan.at(hit.last, "of")
        person = scan.at(of.last if of is not None else hit.last, "person")
        first, _ = scan.sents[scan.sentence_of(hit.first)]
        before = drafts[bisect_left(drafts, first, key=core_of) : bisect_left(drafts, hit.first, key=core_of)]
        also = scan.at(person.last, "person") if person is not None and scan.lang == "ar" else None
        while person is not None and before and _says_no_more(scan, before[-1]):
            add_person(before[-1].head, person)
            if also is not None and also.clitics.conjunction:
                add_person(before[-1].head, also)  # 'all of them women and children'
            joined = before[-1].first == before[-2].last if scan.lang == "ar" and len(before) > 1 else False
            before = before[:-1] if joined else []  # 'N dead and M wounded, all of them civilians'


def _says_no_more(scan: Scan, draft: Draft) -> bool:
    """Tell whether a count says nothing of who its persons are but what befell them."""
    head = draft.head
    if head.body or not head.persons:
        return True
    return scan.lang == "ar" and not head.actors and all(noun.get("harm") for noun, _ in head.nouns)

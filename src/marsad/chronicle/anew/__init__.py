"""Linking everything anew, in bounded memory: what many documents give at once, a few thousand of them at a time.

- `stages`      the stages one after the other, each step a transaction; what was killed goes on where it was
- `collecting`  statements, scenes, places, sub-events, wording and blocks of the documents, read once
- `reprinting`  which documents are alike, period by period
- `comparing`   the scenes that share a block or a reprint, compared in the order of telling
- `settling`    the scenes that links connect, settled component by component
- `portions`    what collecting keeps for the later stages: numbers in the place of names

The rows are the same as those that `marsad.chronicle.fold` makes document by document.
"""

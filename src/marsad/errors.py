"""Every error that marsad raises on purpose, one sentence each.

A message names the file or item, the place in it, and the remedy.
"""

from __future__ import annotations

from typing import Self


class MarsadError(Exception):
    """Base of all errors that a user can do something about.

    `template` and `values` are kept where the message was made by `of`, so that the doors can say it in another
    language (src/marsad/knowledge/messages).
    """

    exit_code = 3

    def __init__(self, message: str, *, template: str | None = None, values: dict[str, object] | None = None) -> None:
        super().__init__(message)
        self.template = template
        self.values = values or {}

    @classmethod
    def of(cls, template: str, **values: object) -> Self:
        """Build the error from an English template with {named} places; the template is the key of its translations."""
        return cls(template.format(**values), template=template, values=values)


class UsageError(MarsadError):
    """The command or call was used wrongly (exit code 2)."""

    exit_code = 2


class UnreadableDocumentError(MarsadError):
    """A file or record is no document: missing, not text, no `text` key, wrong encoding."""


class EvidenceError(MarsadError):
    """A count was built without the words that state it."""


class KnowledgeError(MarsadError):
    """A lexicon, pack or gazetteer file is malformed; the message names file and entry."""


class LedgerError(MarsadError):
    """The ledger could not be opened, read or appended to."""


class ConflictError(LedgerError):
    """Somebody decided, or a document was read anew, after the person looked; nothing was written."""


class SolverError(MarsadError):
    """The linear solver gave no usable answer for a system of claims."""

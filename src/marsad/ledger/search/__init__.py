"""Full-text search: a derived index over the latest text of every document and the words of its claims.

`index` brings it up to the head of the chain, `sqlite` (FTS5, contentless) and `postgres` (tsvector, 'simple') keep
it, `find` answers.  Every table is named `cache_search...`: it may be dropped at any time and is made again from the
ledger.  What goes in is folded and parted into words by `text`; neither engine's own notion of a word counts.
"""

from marsad.ledger.search.items import Asked, SearchPage, SearchResult

__all__ = ["Asked", "SearchPage", "SearchResult"]

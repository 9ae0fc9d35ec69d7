"""From places where bulletins appear to documents; bytes are kept before they are parsed.

So far: files.  `read_files` yields documents and, in their place, what could not be read and why.
"""

from marsad.collect.files import Found, Given, Limits, Unread, read_files

__all__ = ["Found", "Given", "Limits", "Unread", "read_files"]

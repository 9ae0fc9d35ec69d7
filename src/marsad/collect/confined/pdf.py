"""The words of a PDF, as JSON `{how, text, pages, bare}`: PATH [FOLDER].  Stands alone; nothing of marsad is imported.

Read by qalam, which keeps Arabic in its order; by pypdfium2 where that finds nothing.  `bare` are the numbers of pages
without words; with FOLDER they are drawn into it, as grey pictures, for a program that reads letters.
"""

import importlib.util
import json
import sys

MOST_PAGES = 2_000
MOST_DRAWN = 50
SCALE = 3.0
"""Dots per point: 216 to the inch."""


def by_qalam(path: str) -> list[str]:
    """Return the words page by page, none where it cannot read the file."""
    if importlib.util.find_spec("qalam") is None:
        return []
    import qalam

    try:
        return [page.text for page in qalam.Document(path).pages[:MOST_PAGES]]
    except qalam.QalamError:
        return []


def by_pdfium(path: str) -> list[str]:
    """Return the words page by page.  Raises `PdfiumError` where the file is no PDF."""
    if importlib.util.find_spec("pypdfium2") is None:
        return []
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    pages = [document[number] for number in range(min(len(document), MOST_PAGES))]
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pages]


def draw(path: str, numbers: list[int], folder: str) -> None:
    """Draw pages as `NUMBER.pgm`."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for number in numbers[:MOST_DRAWN]:
        bitmap = document[number].render(scale=SCALE, grayscale=True)
        rows = bytes(bitmap.buffer)
        body = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
        with open(f"{folder}/{number}.pgm", "wb") as out:  # noqa: PTH123
            out.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + body)


def main() -> None:
    """Read, draw where that is asked for, and tell."""
    path = sys.argv[1]
    how, pages = "qalam", by_qalam(path)
    if not any(page.strip() for page in pages):
        how, pages = "pypdfium2", by_pdfium(path)
    bare = [number for number, page in enumerate(pages) if not page.strip()]
    if len(sys.argv) > 2 and bare:
        draw(path, bare, sys.argv[2])
    json.dump({"how": how, "pages": pages, "bare": bare}, sys.stdout)


if __name__ == "__main__":
    main()

"""The words of a PDF, as JSON `{pages, bare, turned, unsure, further}`: PATH [FOLDER].

Stands alone; nothing of marsad is imported.  Read by qalam, which keeps Arabic in its order; by pypdfium2 where that
finds nothing on a page.  `bare` are the numbers of pages without words; with FOLDER they are drawn into it, as grey
pictures, for a program that reads letters.  `turned` are those of them on which pypdfium2 gave Arabic words the wrong
way round, which are left out; `unsure` are its other pages with Arabic; `further` is how many pages come after the last
that is read.
"""

import importlib.util
import json
import re
import sys

MOST_PAGES = 2_000
MOST_DRAWN = 50
SCALE = 3.0
"""Dots per point: 216 to the inch."""
ARABIC = re.compile("[\u0620-\u064a]")
LAST = "[\u0629\u0649]"
"""Letters that end words and begin none (teh marbuta, alef maksura)."""
BEGINS, ENDS = re.compile(rf"\b{LAST}\w"), re.compile(rf"\w{LAST}\b")


def by_qalam(path: str) -> list[str]:
    """Return the words page by page, none where it cannot read the file."""
    if importlib.util.find_spec("qalam") is None:
        return []
    import qalam

    try:
        pages = qalam.Document(path).pages
        return [page.text for page in pages[:MOST_PAGES]] + [""] * (len(pages) - MOST_PAGES)
    except qalam.QalamError:
        return []


def by_pdfium(path: str) -> list[str]:
    """Return the words page by page.  Raises `PdfiumError` where the file is no PDF."""
    if importlib.util.find_spec("pypdfium2") is None:
        return []
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    read = [document[number] for number in range(min(len(document), MOST_PAGES))]
    words = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in read]
    return words + [""] * (len(document) - len(read))


def is_turned(text: str) -> bool:
    """Tell whether Arabic words stand the wrong way round: more of them begin with a last letter than end with one."""
    return len(BEGINS.findall(text)) > len(ENDS.findall(text))


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


def read(path: str) -> tuple[list[str], list[int], list[int]]:
    """Return the words page by page, and the numbers of pages that are turned and unsure."""
    pages = by_qalam(path)
    missing = [number for number, page in enumerate(pages[:MOST_PAGES]) if not page.strip()]
    if pages and not missing:
        return pages, [], []
    others = by_pdfium(path)
    if not pages:
        pages, missing = [""] * len(others), list(range(len(others)))
    turned, unsure = [], []
    for number in missing if len(others) == len(pages) else ():
        if is_turned(others[number]):
            turned.append(number)
            continue
        pages[number] = others[number]
        if ARABIC.search(others[number]):
            unsure.append(number)
    return pages, turned, unsure


def main() -> None:
    """Read, draw where that is asked for, and tell."""
    path = sys.argv[1]
    pages, turned, unsure = read(path)
    further = max(0, len(pages) - MOST_PAGES)
    pages = pages[:MOST_PAGES]
    bare = [number for number, page in enumerate(pages) if not page.strip()]
    if len(sys.argv) > 2 and bare:
        draw(path, bare, sys.argv[2])
    json.dump({"pages": pages, "bare": bare, "turned": turned, "unsure": unsure, "further": further}, sys.stdout)


if __name__ == "__main__":
    main()

"""Six ways in which sites lay a report out, each with what is the report: what readers of pages are compared on."""

from __future__ import annotations

from dataclasses import dataclass

REPORT = (
    "قصف على مدينة دوما",
    "قتل ثلاثة مدنيين بينهم طفل في قصف بقذائف الهاون على مدينة دوما في ريف دمشق يوم الجمعة الثامن من حزيران، "
    "وأصيب 20 آخرون بجروح متفاوتة، حسبما أفاد به المرصد.",
    "وارتفع إلى 30 عدد الذين قضوا منذ مطلع الشهر الجاري في المدينة وأطرافها، بينهم 4 مواطنات و7 أطفال.",
    "ولا تزال أعداد القتلى مرشحة للارتفاع لوجود جرحى في حالات خطرة.",
)
MENU = "".join(f'<li><a href="/{n}">قسم الأخبار {n}</a></li>' for n in range(30))
RELATED = "".join(f'<li><a href="/n/{n}">مقتل {n} أشخاص في قصف على بلدة أخرى</a></li>' for n in range(3, 9))
FOOT = "<p>جميع الحقوق محفوظة 2018. اتصل بنا على الرقم 12345</p>"
SHARE = '<div class="share-buttons">شارك 26 <a href="x">فيسبوك</a> <a href="y">تويتر</a></div>'
BODY = "".join(f"<p>{part}</p>" for part in REPORT[1:])
HEAD = (
    '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>قصف على مدينة دوما - المرصد</title>'
    '<meta property="article:published_time" content="2018-06-09T10:00:00+03:00"><script>var a = 1;</script></head>'
)


@dataclass(frozen=True)
class Laid:
    """A page, how it is laid out, and the selector of its report."""

    name: str
    html: str
    selector: str


def pages() -> tuple[Laid, ...]:
    """Return the six."""
    title, lines = REPORT[0], "<br><br>".join(REPORT[1:])
    return (
        Laid(
            "blog (entry-content)",
            f'{HEAD}<body><ul class="menu">{MENU}</ul><div id="content"><h1 class="entry-title">{title}</h1>'
            f'<div class="entry-content">{BODY}{SHARE}</div><div class="related-posts"><ul>{RELATED}</ul></div></div>'
            f'<div id="footer">{FOOT}</div></body></html>',
            ".entry-title, .entry-content p",
        ),
        Laid(
            "article element",
            f"{HEAD}<body><header><nav><ul>{MENU}</ul></nav></header><main><article><h1>{title}</h1>{BODY}{SHARE}</article>"
            f"<aside><ul>{RELATED}</ul></aside></main><footer>{FOOT}</footer></body></html>",
            "article h1, article > p",
        ),
        Laid(
            "itemprop",
            f'{HEAD}<body><div class="nav"><ul>{MENU}</ul></div><div itemscope><h1 itemprop="headline">{title}</h1>'
            f'<div itemprop="articleBody">{BODY}</div>{SHARE}</div><div class="sidebar"><ul>{RELATED}</ul></div>'
            f"{FOOT}</body></html>",
            "[itemprop=headline], [itemprop=articleBody]",
        ),
        Laid(
            "table of the old web",
            f'{HEAD}<body><table width="100%"><tr><td colspan="3"><ul>{MENU}</ul></td></tr><tr>'
            f'<td><ul>{RELATED}</ul></td><td><font size="5"><b>{title}</b></font><br><br>'
            f'<font size="3">{lines}</font></td>'
            f"<td>{SHARE}</td></tr>"
            f'<tr><td colspan="3">{FOOT}</td></tr></table></body></html>',
            "td > font",
        ),
        Laid(
            "divisions without names",
            f'{HEAD}<body><div class="c1"><div class="c2"><ul>{MENU}</ul></div><div class="c3"><h1>{title}</h1>'
            f'<div class="c4">{BODY}</div><div class="c5"><ul>{RELATED}</ul></div></div><div class="c6">{FOOT}</div>'
            "</div></body></html>",
            ".c3 h1, .c4",
        ),
        Laid(
            "with comments",
            f"{HEAD}<body><ul>{MENU}</ul><main><h1>{title}</h1>{BODY}"
            + '<div id="comments"><h3>3 تعليقات</h3>'
            + "".join(f"<p>رحم الله الشهداء، قتلوا 100 شخص في حينا {n}</p>" for n in range(3))
            + f"</div></main><footer>{FOOT}</footer></body></html>",
            "main > h1, main > p",
        ),
    )

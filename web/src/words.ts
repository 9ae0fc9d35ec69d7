/** The page's words in its language, as the server wrote them into the page. */

export interface Words {
  lang: "en" | "ar";
  eastern: boolean;
  months: string[];
  text: Record<string, string>;
  incidents: Record<string, string>;
  harms: Record<string, string>;
  sides: Record<string, string>;
}

export class Wording {
  readonly rules: Intl.PluralRules;

  constructor(readonly words: Words) {
    this.rules = new Intl.PluralRules(words.lang);
  }

  get rtl(): boolean {
    return this.words.lang === "ar";
  }

  say(key: string, values: Record<string, string | number> = {}): string {
    const found = this.words.text[key] ?? key;
    return this.digits(found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)));
  }

  /** Our own words with the digits that were chosen; never a quote or an id. */
  digits(text: string | number): string {
    const plain = String(text);
    if (!this.words.eastern) return plain;
    return plain.replace(/[0-9]/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
  }

  /** "3 incidents", in the form that the number takes. */
  incidents(n: number): string {
    const form = n === 0 ? "zero" : this.rules.select(n);
    const pattern = this.words.incidents[form] ?? this.words.incidents["other"] ?? "{n}";
    return this.digits(pattern.replace("{n}", String(n)));
  }

  side(id: string | null): string {
    return id === null ? this.say("all_sides") : (this.words.sides[id] ?? id);
  }

  day(iso: string | null): string {
    if (iso === null) return this.say("day_unknown");
    const [year, month, day] = iso.split("-").map(Number);
    return this.digits(`${day} ${this.words.months[(month ?? 1) - 1]} ${year}`);
  }

  days(from: string | null, to: string | null): string {
    if (from === null && to === null) return this.say("day_unknown");
    if (from === to) return this.day(from);
    const end = (day: string | null): string => (day === null ? this.say("open_end") : this.day(day));
    return `${end(from)} ${this.say("until")} ${end(to)}`;
  }

  name(place: { name_en: string; name_ar: string }): string {
    return this.rtl ? place.name_ar : place.name_en;
  }
}

/** Colours of the sides, told apart by the colour-blind too (Okabe and Ito's); never the only sign: names stand beside. */

const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8f8f00", "#7a5195", "#6b6b6b"];
const ORDER = [
  "government", "opposition", "sdf", "islamic_state", "turkey", "hts", "israel", "russia", "unknown",
];

export function sideColour(side: string | null): string {
  const at = ORDER.indexOf(side ?? "unknown");
  if (at >= 0) return COLOURS[at] ?? "#6b6b6b";
  let sum = 0;
  for (const char of side ?? "") sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return COLOURS[sum % (COLOURS.length - 1)] ?? "#6b6b6b";
}

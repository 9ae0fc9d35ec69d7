/** What the server is asked, with the shapes of its answers (docs/web.md, /api/v1/openapi.json). */

export interface Spot {
  lat: number | null;
  lon: number | null;
  radius_km: number | null;
  precision: string | null;
  kind: string | null;
  name_en: string;
  name_ar: string;
}

export interface DrawnSpot extends Spot {
  lat: number;
  lon: number;
  spot: number;
  incidents: number;
}

export interface Bin {
  from: string;
  to: string;
  sharp: number;
  spread: number;
}

export interface Line {
  id: string;
  title: string | null;
  snippet: string;
  from: string | null;
  to: string | null;
  place: Spot | null;
  spot: number | null;
  tolls: { harm: string; side: string | null; words: Record<string, string> }[];
  independent: number;
}

export type Box = [number, number, number, number];

export interface Frame {
  span: { from: string; to: string; unit: "day" | "month" | "year" } | null;
  bins: Bin[];
  box: Box | null;
  spots: DrawnSpot[];
  spots_left: number;
  in_frame: number;
  undated: number;
  unplaced: number;
  results: Line[];
  next: string | null;
}

export interface Held {
  place: Spot;
  holding: { from: string | null; to: string | null; state: string; holder: string | null; between: string[] };
}

export interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  box?: Box | undefined;
  harm?: string | undefined;
  side?: string | undefined;
  lane?: string | undefined;
  zoom?: boolean | undefined;
  cursor?: string | undefined;
}

export function query(asked: Asked): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value === undefined || value === "" || value === false) continue;
    out.set(name, Array.isArray(value) ? value.map((n) => n.toFixed(4)).join(",") : value === true ? "1" : String(value));
  }
  return out.toString();
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(path, { signal: signal ?? null, credentials: "same-origin" });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error((body as { error: { message: string } }).error.message);
  return body as T;
}

export function frame(asked: Asked, signal: AbortSignal): Promise<Frame> {
  return get<Frame>(`/api/v1/frame?${query(asked)}`, signal);
}

export async function control(day: string): Promise<Held[]> {
  return (await get<{ results: Held[] }>(`/api/v1/control?on=${day}&limit=500`)).results;
}

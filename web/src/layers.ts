/** The map's style and its data: points where a place is known as one, areas as wide as it is known otherwise. */
import type { StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { DrawnSpot, Held, Spot } from "./api";
import { sideColour } from "./sides";
import type { Wording } from "./words";

type Points = GeoJSON.FeatureCollection;
const NONE: Points = { type: "FeatureCollection", features: [] };
const SHARP = new Set(["exact", "near"]);

/** A circle of so many kilometres around a point. */
function ring(spot: Spot, steps = 48): GeoJSON.Position[] {
  const lat = spot.lat ?? 0;
  const high = (spot.radius_km ?? 1) / 111.2;
  const wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: steps + 1 }, (_, n) => {
    const turn = (2 * Math.PI * n) / steps;
    return [(spot.lon ?? 0) + wide * Math.cos(turn), lat + high * Math.sin(turn)];
  });
}

export function areas(spots: DrawnSpot[]): Points {
  const wide = spots.filter((spot) => spot.radius_km && !(spot.precision === "exact" && spot.radius_km < 5));
  return {
    type: "FeatureCollection",
    features: wide.map((spot) => ({
      type: "Feature",
      properties: { near: spot.precision === "near" },
      geometry: { type: "Polygon", coordinates: [ring(spot)] },
    })),
  };
}

export function dots(spots: DrawnSpot[], wording: Wording): Points {
  return {
    type: "FeatureCollection",
    features: spots.map((spot) => ({
      type: "Feature",
      properties: {
        sharp: SHARP.has(spot.precision ?? ""),
        n: spot.incidents,
        name: wording.name(spot) + (spot.incidents > 1 ? ` \u00b7 ${wording.digits(spot.incidents)}` : ""),
      },
      geometry: { type: "Point", coordinates: [spot.lon, spot.lat] },
    })),
  };
}

export function holdings(held: Held[], wording: Wording): Points {
  const placed = held.filter((one) => one.place.lat !== null && one.place.lon !== null);
  return {
    type: "FeatureCollection",
    features: placed.map((one) => ({
      type: "Feature",
      properties: {
        colour: sideColour(one.holding.holder),
        contested: one.holding.state !== "held",
        name: `${wording.name(one.place)}: ${wording.side(one.holding.holder ?? "unknown")}`,
      },
      geometry: { type: "Point", coordinates: [one.place.lon ?? 0, one.place.lat ?? 0] },
    })),
  };
}

export function baseStyle(base: Topology, node: Element): StyleSpecification {
  const seen = getComputedStyle(node);
  const colour = (name: string): string => seen.getPropertyValue(`--${name}`).trim();
  const countries = base.objects["countries"] as GeometryCollection;
  const land = feature(base, base.objects["land"] as GeometryCollection) as GeoJSON.GeoJSON;
  const font = ["Plex"];
  const text = { "text-color": colour("ink"), "text-halo-color": colour("paper"), "text-halo-width": 1.4 };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land },
      borders: { type: "geojson", data: { type: "Feature", properties: {}, geometry: mesh(base, countries, (a, b) => a !== b) } },
      areas: { type: "geojson", data: NONE },
      dots: { type: "geojson", data: NONE },
      control: { type: "geojson", data: NONE },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("soft"), "line-width": 0.8, "line-dasharray": [3, 2] } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colour("accent"), "fill-opacity": 0.1 } },
      { id: "rims", type: "line", source: "areas", paint: { "line-color": colour("accent"), "line-opacity": 0.55, "line-dasharray": [2, 2] } },
      {
        id: "rings", type: "circle", source: "dots", filter: ["!", ["get", "sharp"]],
        paint: { "circle-radius": 5, "circle-color": "transparent", "circle-stroke-color": colour("accent"), "circle-stroke-width": 1.5 },
      },
      {
        id: "dots", type: "circle", source: "dots", filter: ["get", "sharp"],
        paint: {
          "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "n"]], 1, 4, 10, 14],
          "circle-color": colour("accent"), "circle-opacity": 0.85, "circle-stroke-color": colour("paper"), "circle-stroke-width": 1,
        },
      },
      {
        id: "control", type: "circle", source: "control",
        paint: {
          "circle-radius": 8, "circle-color": ["get", "colour"], "circle-opacity": ["case", ["get", "contested"], 0.25, 0.9],
          "circle-stroke-color": ["get", "colour"], "circle-stroke-width": 2.5,
        },
      },
      {
        id: "names", type: "symbol", source: "dots",
        layout: {
          "text-field": ["get", "name"], "text-font": font, "text-size": 13, "text-offset": [0, 0.9], "text-anchor": "top",
          "symbol-sort-key": ["-", ["get", "n"]],
        },
        paint: text,
      },
      {
        id: "holders", type: "symbol", source: "control",
        layout: { "text-field": ["get", "name"], "text-font": font, "text-size": 12, "text-offset": [0, -0.9], "text-anchor": "bottom" },
        paint: text,
      },
    ],
  };
}

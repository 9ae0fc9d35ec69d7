/** Enriches the pages that the server wrote: each works without this. */
import { mount } from "svelte";
import App from "./App.svelte";
import { followEvidence } from "./evidence";
import { reviewByKeys } from "./keys";
import { Wording, type Words } from "./words";

const frame = document.getElementById("frame");
if (frame?.dataset["words"]) {
  const wording = new Wording(JSON.parse(frame.dataset["words"]) as Words);
  const fallback = frame.querySelector<HTMLElement>("figure.map");
  frame.replaceChildren();
  mount(App, { target: frame, props: { wording, fallback } });
}
if (document.querySelector("article.full")) followEvidence();
if (document.querySelector("article.task")) reviewByKeys();

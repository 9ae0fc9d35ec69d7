// Searches the list in search-index.js: [id, days, place, tolls, more words], all words must stand in an entry.
"use strict";
(() => {
  const SHOWN = 100;
  const fold = (text) => text.normalize("NFKD").toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647")
    .replace(/[\u0660-\u0669]/g, (c) => String(c.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) - 0x6f0));
  const entries = globalThis.marsadIndex.map((entry) => [fold(entry.join(" ")), entry]);
  const query = document.getElementById("query");
  const told = document.getElementById("told");
  const results = document.getElementById("results");
  const show = () => {
    const words = fold(query.value).split(/\s+/).filter(Boolean);
    const found = words.length ? entries.filter(([text]) => words.every((word) => text.includes(word))) : [];
    results.replaceChildren(...found.slice(0, SHOWN).map(([, [id, days, place, tolls]]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `incident/${encodeURIComponent(id)}.html`;
      link.textContent = `${days} \u00b7 ${place}`;
      const said = document.createElement("p");
      said.textContent = tolls;
      item.append(link, said);
      return item;
    }));
    told.textContent = words.length ? (found.length ? `${told.dataset.found} ${found.length}` : told.dataset.none) : "";
  };
  query.addEventListener("input", show);
  if (location.hash.length > 1) {
    query.value = decodeURIComponent(location.hash.slice(1));
  }
  show();
})();

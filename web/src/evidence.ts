/** A document's words and the claims read out of them, two-way: pointing at either shows the other. */

function partner(id: string): string {
  return id.startsWith("c-") ? `t-${id.slice(2)}` : `c-${id.slice(2)}`;
}

function light(id: string, on: boolean): void {
  for (const each of document.querySelectorAll(`[data-claim~="${CSS.escape(id)}"]`)) each.classList.toggle("lit", on);
}

export function followEvidence(): void {
  for (const each of document.querySelectorAll<HTMLElement>("[data-claim]")) {
    const ids = (each.dataset["claim"] ?? "").split(" ");
    for (const [name, on] of [["pointerenter", true], ["focusin", true], ["pointerleave", false], ["focusout", false]] as const)
      each.addEventListener(name, () => ids.forEach((id) => light(id, on)));
  }
  const arrive = (): void => {
    const id = decodeURIComponent(location.hash.slice(1));
    document.querySelector(".arrived")?.classList.remove("arrived");
    if (!/^[ct]-/.test(id)) return;
    const other = document.getElementById(partner(id));
    (other?.tagName === "TR" ? other : document.getElementById(id))?.classList.add("arrived");
  };
  addEventListener("hashchange", arrive);
  arrive();
}

/** The review by keys: j and k go from task to task, a, e, r and s decide; a reason is asked for before anything. */

const KEYS: Record<string, string> = { a: "accept", e: "amend", r: "refuse", s: "skip" };

export function reviewByKeys(): void {
  const tasks = [...document.querySelectorAll<HTMLElement>("article.task")];
  let at = -1;
  const go = (to: number): void => {
    at = Math.max(0, Math.min(tasks.length - 1, to));
    tasks[at]?.focus();
    tasks[at]?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      go(at + (event.key === "j" ? 1 : -1));
      return;
    }
    const verdict = KEYS[event.key];
    const task = tasks[at];
    if (!verdict || !task) return;
    event.preventDefault();
    const reason = task.querySelector<HTMLInputElement>("input[name=why]");
    const value = task.querySelector<HTMLInputElement>("input[name=value]");
    if (reason && !reason.value.trim()) reason.focus();
    else if (verdict === "amend" && value && !value.value.trim()) value.focus();
    else task.querySelector<HTMLButtonElement>(`button[value=${verdict}]`)?.click();
  });
}

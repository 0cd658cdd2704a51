import type { Page } from "@playwright/test";

/**
 * What cannot be reached in a page: each button, link and field by its name, that no scrolling brings to where it can be
 * pressed. What a map or a timeline draws is panned, not scrolled, and is left out.
 */
export async function findUnreachable(page: Page): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(FIND_UNREACHABLE);
}

/** Panes and pictures of a page that have no room left: what is in them is nowhere to be seen. */
export async function findSqueezed(page: Page): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(FIND_SQUEEZED);
}

/** Runs in the page, whose types the tests do not know. */
const FIND_UNREACHABLE = `(() => {
  const wanted = "a[href], button, input, textarea, select, [role=tab], [role=radio]";
  const panned = ".lane-graph, .timeline, .monaco-editor";
  const nameOf = (element) => element.getAttribute("aria-label") ?? (element.textContent.trim() || element.className);
  const labelOf = (element) =>
    element.closest("label") ?? (element.id === "" ? null : document.querySelector('label[for="' + element.id + '"]'));
  const isPressed = (element, hit) =>
    hit !== null &&
    (element.contains(hit) ||
      hit.contains(element) ||
      labelOf(element)?.contains(hit) === true ||
      // A point of a chart is thin: its middle may be the chart's ground.
      (element instanceof SVGElement && hit.closest("svg") === element.closest("svg")));
  const isReached = (element, place) => {
    place.scrollIntoView({ block: "center", inline: "center" });
    const { left, top, width, height } = place.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
    return isPressed(element, document.elementFromPoint(x, y));
  };
  const missed = [];
  for (const element of document.querySelectorAll(wanted)) {
    if (element.closest(panned) !== null || element.closest("[inert], [aria-hidden=true]") !== null) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    // A browser's own file field is never shown: a button opens it.
    if (element.type === "file") continue;
    // A box or a radio is often drawn by its label.
    const label = labelOf(element);
    if (isReached(element, element) || (label !== null && isReached(element, label))) continue;
    const { left, top, width, height } = element.getBoundingClientRect();
    missed.push(element.tagName + " " + nameOf(element) + " at " + [left, top, width, height].map(Math.round).join(" "));
  }
  return missed;
})()`;

const FIND_SQUEEZED = `[...document.querySelectorAll(".pane-body, figure svg, canvas")]
  .filter((element) => element.checkVisibility())
  .filter((element) => element.clientHeight < 40 && element.scrollHeight > element.clientHeight)
  .map((element) => element.tagName + " of " + element.closest("[data-pane]")?.dataset.pane)`;

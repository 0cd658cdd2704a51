/**
 * What lays out the page of a trace and goes through it. All that it writes is text. Its hash stands in the page's policy:
 * nothing else runs in it.
 */
export const PAGE_SCRIPT = `"use strict";
const { durationUs, spans } = JSON.parse(document.querySelector("#trace").textContent);
const tree = document.querySelector("#tree");
const step = document.querySelector("#step");
const where = document.querySelector("#where");
const SIGNS = { agent: "\\u25c7", model: "\\u25cf", tool: "\\u25b2", environment: "\\u25a0", memory: "\\u25a4", operator: "\\u25c6", other: "\\u25cb" };
const add = (to, name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  to.append(made);
  return made;
};
const time = (us) => us < 1000 ? Math.round(us) + " \\u00b5s" : us < 1e6 ? (us / 1000).toPrecision(3) + " ms" : (us / 1e6).toPrecision(3) + " s";
const took = ({ startUs, endUs }) => endUs === null ? "not ended" : time(endUs - startUs);
const lines = spans.map((span, at) => {
  const line = add(tree, "div", "line");
  line.id = "line-" + at;
  line.setAttribute("role", "option");
  const name = add(line, "span", "name");
  name.style.paddingLeft = 12 * Math.min(span.depth, 12) + "px";
  add(name, "span", "sign " + span.role, SIGNS[span.role]).setAttribute("aria-hidden", "true");
  add(name, "bdi", "", span.name).title = span.name;
  if (span.error !== null) add(name, "span", "failed", "\\u2715 failed");
  add(line, "span", "took", took(span));
  const track = add(line, "span", "track");
  track.setAttribute("aria-hidden", "true");
  const bar = add(track, "span", "bar " + span.role);
  const share = (us) => durationUs === 0 ? 0 : 100 * us / durationUs;
  bar.style.left = share(span.startUs) + "%";
  bar.style.width = Math.max(0.2, share((span.endUs ?? durationUs) - span.startUs)) + "%";
  line.addEventListener("click", () => go(at));
  return line;
});
const shown = (value) => {
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  try {
    return /^\\s*[\\[{]/.test(value) ? JSON.stringify(JSON.parse(value), null, 2) : value;
  } catch {
    return value;
  }
};
const show = (span) => {
  step.replaceChildren();
  const head = add(step, "h2", "", "");
  add(head, "bdi", "", span.name);
  add(step, "p", "", span.role + " \\u00b7 " + took(span) + " \\u00b7 from " + time(span.startUs));
  if (span.error !== null) add(step, "p", "failed", "\\u2715 " + span.error);
  for (const [who, text] of span.messages) {
    add(step, "h3", "", who);
    add(step, "pre", "said", shown(text)).dir = "auto";
  }
  const names = Object.keys(span.attributes);
  if (names.length > 0) add(step, "h3", "", "Attributes");
  const list = add(step, "dl", "");
  for (const name of names) {
    add(list, "dt", "", name);
    add(add(list, "dd", ""), "pre", "", shown(span.attributes[name])).dir = "auto";
  }
  step.scrollTop = 0;
};
let now = -1;
const go = (at) => {
  if (at < 0 || at >= spans.length) return;
  lines[now]?.setAttribute("aria-selected", "false");
  now = at;
  const { startUs } = spans[at];
  spans.forEach((span, other) => lines[other].classList.toggle("later", span.startUs > startUs));
  lines[at].setAttribute("aria-selected", "true");
  lines[at].scrollIntoView({ block: "nearest" });
  tree.setAttribute("aria-activedescendant", lines[at].id);
  where.textContent = at + 1 + " of " + spans.length;
  show(spans[at]);
};
const find = (from, by, fits) => {
  for (let at = from + by; at >= 0 && at < spans.length; at += by) if (fits(spans[at])) return at;
  return -1;
};
const isCall = ({ role }) => role !== "agent" && role !== "other";
const hasFailed = ({ error }) => error !== null;
const WAYS = {
  ArrowDown: () => now + 1,
  ArrowUp: () => now - 1,
  ArrowRight: () => find(now, 1, isCall),
  ArrowLeft: () => find(now, -1, isCall),
  Home: () => 0,
  End: () => spans.length - 1,
  f: () => find(now, 1, hasFailed),
};
document.addEventListener("keydown", (event) => {
  const way = WAYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  // In the text of a step the same keys scroll it.
  if (!way || event.ctrlKey || event.metaKey || event.altKey || document.activeElement === step) return;
  event.preventDefault();
  go(way());
});
const press = (id, key) => document.querySelector(id).addEventListener("click", () => go(WAYS[key]()));
press("#previous", "ArrowUp");
press("#next", "ArrowDown");
press("#next-call", "ArrowRight");
press("#next-failure", "f");
go(0);
`;

/** SHA-256 of the script, in base64: a test holds the two together. */
export const PAGE_SCRIPT_SHA256 = "S7CAEZnSYxUvibdVYA6UU3JT30SyiplO5ftrcIQ1bf8=";

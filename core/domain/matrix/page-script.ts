/**
 * What sorts and filters the page of a matrix. It reads and moves the rows that are there and makes no text of them anything
 * but text. Its hash stands in the page's policy: nothing else runs in it.
 */
export const PAGE_SCRIPT = `"use strict";
const table = document.querySelector("table");
const body = table.tBodies[0];
const rows = [...body.rows];
const search = document.querySelector("#search");
const mode = document.querySelector("#mode");
const shown = document.querySelector("#shown");
const filter = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    const fits = words.every((word) => text.includes(word));
    const isIn = mode.value === "all" || row.classList.contains(mode.value);
    row.hidden = !(fits && isIn);
    if (!row.hidden) count += 1;
  }
  shown.textContent = count + " of " + rows.length;
};
const keyOf = (row, at) => row.cells[at].dataset.key ?? row.cells[at].textContent;
const compare = (a, b) =>
  a !== "" && b !== "" && Number.isFinite(+a) && Number.isFinite(+b) ? a - b : a < b ? -1 : a > b ? 1 : 0;
for (const button of table.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th");
    const isUp = head.getAttribute("aria-sort") !== "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    const at = head.cellIndex;
    rows.sort((a, b) => (isUp ? 1 : -1) * compare(keyOf(a, at), keyOf(b, at)));
    body.append(...rows);
  });
}
search.addEventListener("input", filter);
mode.addEventListener("change", filter);
filter();
`;

/** SHA-256 of the script, in base64: a test holds the two together. */
export const PAGE_SCRIPT_SHA256 = "kBFGfNjc080tv0JFdE5lBgFfrLdLKgf5cFIEpMbRR1A=";

import { shownValue, textOfValue } from "./cell-text.ts";
import { nameColumn, wordCell, type MatrixCell, type MatrixDocument } from "./matrix.ts";
import { openPage } from "#core/domain/page-head.ts";
import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256 } from "./page-script.ts";
import { PAGE_STYLE, PAGE_STYLE_SHA256 } from "./page-style.ts";

/**
 * The table as one page that needs nothing else and asks nobody for anything. What is in it is text, whatever it says; by the
 * page's own policy its script and its style are the only ones that work [A24].
 */
export function matrixToHtml(matrix: MatrixDocument): string {
  const { dataset, agent, split, scorer, madeAt, columns, rows, missing } = matrix;
  const title = `${dataset} · ${split} · ${agent}`;
  const facts = [
    matrix.isSealed ? "sealed items: figures alone" : `${rows.length} items`,
    `scorer ${scorer}`,
    `made ${madeAt}`,
    ...(missing === 0 ? [] : [`${missing} cells have no run`]),
  ].join(" · ");
  return `${openPage({ title: escape(title), style: PAGE_STYLE, styleSha256: PAGE_STYLE_SHA256, scriptSha256: PAGE_SCRIPT_SHA256 })}
<body>
<h1>${escape(title)}</h1>
<p>${escape(facts)}</p>
<div class="tools" role="search">
<label>Search <input id="search" type="search"></label>
<label>Show <select id="mode"><option value="all">all items</option><option value="changed">changed</option><option value="someWrong">wrong somewhere</option><option value="someMissing">without a run</option></select></label>
<output id="shown"></output>
</div>
<div class="frame" tabindex="0" role="region" aria-label="Items and outcomes">
<table>
<thead><tr>${["Item", "Class", "Input", "Expected"].map((name) => head(name)).join("")}${columns.map(columnHead).join("")}</tr></thead>
<tbody>
${rows.map(rowOf).join("\n")}
</tbody>
</table>
</div>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function head(name: string, rest = ""): string {
  return `<th scope="col"><button type="button"><span class="name">${escape(name)}</span>${rest}</button></th>`;
}

function columnHead(column: MatrixDocument["columns"][number]): string {
  const { estimate, missing, message } = column;
  const figure =
    estimate === null
      ? "no run"
      : `${percent(estimate.accuracy)} % [${estimate.interval.map(percent).join(", ")}] n=${estimate.n}`;
  const rest = [message, figure, ...(missing === 0 ? [] : [`${missing} without a run`])];
  return head(nameColumn(column), rest.map((text) => `<small>${escape(text)}</small>`).join(""));
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function rowOf({
  item,
  className,
  input,
  expected,
  cells,
  isChanged,
}: MatrixDocument["rows"][number]): string {
  const marks = [
    ...(isChanged ? ["changed"] : []),
    ...(cells.some((cell) => cell !== null && !cell.isCorrect) ? ["someWrong"] : []),
    ...(cells.includes(null) ? ["someMissing"] : []),
  ].join(" ");
  return `<tr class="${marks}"><td class="id">${escape(item)}</td><td>${escape(className ?? "")}</td>${text(input)}${text(textOfValue(expected))}${cells.map(cellOf).join("")}</tr>`;
}

function text(value: string): string {
  return `<td class="text"><div dir="auto">${escape(value)}</div></td>`;
}

const SIGNS = { right: "✓", wrong: "✕", failed: "✕", "no run": "·" } as const;

function cellOf(cell: MatrixCell | null): string {
  const word = wordCell(cell);
  const said = cell === null ? "" : (cell.error ?? textOfValue(cell.output));
  const score = cell === null || cell.isCorrect || cell.score === 0 ? "" : ` ${cell.score.toFixed(2)}`;
  const key = cell === null ? -1 : cell.score;
  return `<td class="text" data-key="${key}"><span class="outcome ${word === "no run" ? "none" : word}">${SIGNS[word]} ${word}${score}</span><div dir="auto">${escape(said)}</div></td>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** As text of a page, with signs that nobody sees written out. */
function escape(value: string): string {
  return shownValue(value).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

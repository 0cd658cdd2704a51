import type { Json } from "#core/base/json.ts";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import type { SpanRole } from "#core/domain/span-role.ts";
import { openPage } from "#core/domain/page-head.ts";
import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256 } from "./page-script.ts";
import { PAGE_STYLE, PAGE_STYLE_SHA256 } from "./page-style.ts";

/** A span as the page shows it. They stand depth first, siblings in the order of their starts. */
export type PageSpan = {
  readonly name: string;
  readonly role: SpanRole;
  readonly depth: number;
  /** In microseconds from the beginning of the trace. Null while it was open when the trace was cut off. */
  readonly startUs: number;
  readonly endUs: number | null;
  readonly error: string | null;
  /** What was said: who, and the text. */
  readonly messages: ReadonlyArray<readonly [who: string, text: string]>;
  readonly attributes: Readonly<Record<string, Json>>;
};

export type TracePage = {
  readonly title: string;
  readonly facts: readonly string[];
  readonly durationUs: number;
  readonly spans: readonly PageSpan[];
};

/**
 * A trace as one page that needs nothing else and asks nobody for anything. What is in it is data, which its script writes as
 * text and as nothing else; by the page's own policy its script and its style are the only ones that work [T43].
 */
export function traceToPage({ title, facts, durationUs, spans }: TracePage): string {
  return `${openPage({ title: escape(title), style: PAGE_STYLE, styleSha256: PAGE_STYLE_SHA256, scriptSha256: PAGE_SCRIPT_SHA256 })}
<body>
<header>
<h1>${escape(title)}</h1>
<p>${escape(facts.join(" · "))}</p>
<div class="tools">
<button type="button" id="previous">Previous step</button>
<button type="button" id="next">Next step</button>
<button type="button" id="next-call">Next call</button>
<button type="button" id="next-failure">Next failure</button>
<output id="where"></output>
<span class="keys">↑ ↓ step · ← → call · F failure · Home End</span>
</div>
</header>
<main>
<div id="tree" role="listbox" aria-label="Steps" tabindex="0"></div>
<section id="step" aria-label="Step" tabindex="0"></section>
</main>
<script type="application/json" id="trace">${toData({ durationUs, spans })}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** JSON in which nothing ends the element that it stands in. */
function toData(data: Pick<TracePage, "durationUs" | "spans">): string {
  const text = JSON.stringify(data, (_, value: unknown) =>
    typeof value === "string" ? showHiddenSigns(value) : value,
  );
  return text.replaceAll("<", "\\u003c");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(value: string): string {
  return showHiddenSigns(value).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

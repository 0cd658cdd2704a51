/** How the page of a matrix looks, in either scheme of colours. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d7dbe2, #343a46); --soft: light-dark(#5a6270, #9aa3b2);
  --bar: light-dark(#f3f5f8, #1c2028); --good: light-dark(#0b6b57, #4fc7a8); --bad: light-dark(#b03a10, #ff8a5c);
  --text: light-dark(#171a20, #e6e9ef); --page: light-dark(#ffffff, #14171d); --accent: light-dark(#4353c8, #8f9bff); }
* { box-sizing: border-box; }
body { margin: 0; padding: 20px; background: var(--page); color: var(--text);
  font: 13px/1.45 "Inter Variable", Inter, system-ui, sans-serif; }
h1 { margin: 0 0 4px; font-size: 18px; }
p { margin: 0 0 12px; color: var(--soft); }
.tools { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; margin: 12px 0; }
label { display: flex; gap: 6px; align-items: center; }
input, select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 6px;
  padding: 4px 8px; min-height: 28px; }
.frame { overflow: auto; max-height: calc(100vh - 150px); border: 1px solid var(--line); border-radius: 6px; }
table { border-collapse: separate; border-spacing: 0; min-width: 100%; }
th, td { padding: 6px 10px; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--bar); font-weight: 600; }
th button { all: unset; cursor: pointer; display: block; }
th button:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
th small { display: block; font-weight: 400; color: var(--soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
th[aria-sort="ascending"] .name::after { content: " \\2191"; }
th[aria-sort="descending"] .name::after { content: " \\2193"; }
td.text { min-width: 180px; max-width: 420px; }
td.text div { max-height: 110px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
td.id { font-family: "JetBrains Mono Variable", ui-monospace, monospace; font-size: 12px; overflow-wrap: anywhere; }
.right { color: var(--good); } .wrong, .failed { color: var(--bad); } .none { color: var(--soft); }
tr.changed td:first-child { box-shadow: inset 3px 0 var(--accent); }
.outcome { font-weight: 600; white-space: nowrap; }
`;

/** SHA-256 of the style, in base64: a test holds the two together. */
export const PAGE_STYLE_SHA256 = "TFNdns9VIJlJcOKdwzUzx1ZsfKFImHbXoyaJUFDl/cY=";

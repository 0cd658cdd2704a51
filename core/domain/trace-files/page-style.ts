/** How the page of a trace looks, in either scheme of colours. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d7dbe2, #343a46); --soft: light-dark(#5a6270, #9aa3b2);
  --bar: light-dark(#f3f5f8, #1c2028); --bad: light-dark(#ae3415, #ff9170); --tint: light-dark(#e9ebfb, #262b52);
  --text: light-dark(#171a20, #e6e9ef); --page: light-dark(#ffffff, #14171d); --accent: light-dark(#4353c8, #8f9bff);
  --agent: light-dark(#4f66a8, #94a9ea); --model: light-dark(#2d6fb7, #6aa9ea); --tool: light-dark(#a2673a, #dda06e);
  --environment: light-dark(#5b7a2f, #9fc266); --memory: light-dark(#8a5a9e, #c797dc);
  --operator: light-dark(#2f7f86, #63bcc4); --other: light-dark(#7a6f2c, #c2b565); }
* { box-sizing: border-box; }
body { display: flex; flex-direction: column; height: 100vh; margin: 0; background: var(--page); color: var(--text);
  font: 13px/1.45 "Inter Variable", Inter, system-ui, sans-serif; }
header { padding: 16px 20px 12px; border-bottom: 1px solid var(--line); }
h1 { margin: 0 0 2px; font-size: 18px; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 15px; overflow-wrap: anywhere; }
h3 { margin: 14px 0 4px; color: var(--soft); font-size: 11px; font-weight: 500; }
p { margin: 0 0 8px; color: var(--soft); }
.tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
button { min-height: 28px; padding: 3px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--page);
  color: inherit; font: inherit; cursor: pointer; }
button:hover { background: var(--bar); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.keys, output { color: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
.keys { margin-left: auto; }
main { display: grid; flex: 1; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); min-height: 0; }
#tree, #step { overflow: auto; }
#step { padding: 12px 20px; border-left: 1px solid var(--line); }
.line { display: grid; grid-template-columns: minmax(0, 1fr) 76px minmax(0, 1fr); gap: 12px; align-items: center;
  height: 26px; padding: 0 20px; border-bottom: 1px solid var(--line); cursor: default; font-size: 12px; }
.line:hover { background: var(--bar); }
.line[aria-selected=true] { background: var(--tint); }
.name { display: flex; gap: 6px; min-width: 0; white-space: nowrap; }
.name bdi { overflow: hidden; text-overflow: ellipsis; }
.later .name bdi, .later .took { color: var(--soft); }
.later .bar { opacity: 0.35; }
.took { color: var(--soft); text-align: right; font-variant-numeric: tabular-nums; }
.track { position: relative; height: 12px; overflow: hidden; }
.bar { position: absolute; top: 0; bottom: 0; border-radius: 2px; background: currentColor; }
.agent { color: var(--agent); } .model { color: var(--model); } .tool { color: var(--tool); }
.environment { color: var(--environment); } .memory { color: var(--memory); }
.operator { color: var(--operator); } .other { color: var(--other); }
.failed { color: var(--bad); }
pre { margin: 0; font: 12px/1.5 "JetBrains Mono Variable", ui-monospace, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.said { padding: 8px 10px; border-radius: 6px; background: var(--bar); }
dl { margin: 0; }
dt { margin-top: 8px; color: var(--soft); font-size: 11px; overflow-wrap: anywhere; }
dd { margin: 0; }
@media (max-width: 760px) {
  main { grid-template-columns: minmax(0, 1fr); grid-template-rows: 1fr 1fr; }
  #step { border-left: 0; border-top: 1px solid var(--line); }
  .keys { display: none; }
}
`;

/** SHA-256 of the style, in base64: a test holds the two together. */
export const PAGE_STYLE_SHA256 = "ostV/uw7kTcO+xr79EWgNzp07Db0baskPgvcfjk2SfQ=";

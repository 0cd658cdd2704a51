import { parseContent } from "#core/domain/content/content.ts";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { countTokens } from "#core/models/count-tokens.ts";
const p = JSON.parse('{"description":"d","mask":[],"messages":[{"role":"user","sections":[{"name":"a","text":"x","__proto__":{"y":1}}]}],"inputSchema":{"type":"object","properties":{"__proto__":{"type":"string"}}},"__proto__":{"evil":1},"constructor":{"prototype":1}}');
const r = parseContent("prompt", p);
console.log(JSON.stringify(r), (r as any).value?.content.evil);
for (const v of [NaN, undefined, "\ud800", ()=>1, Symbol("x"), 1n, new Date(0), new Map(), [,1]]) { try { console.log(String(typeof v), canonicalJson({a:v})); } catch (e) { console.log("throws", (e as Error).message); } }
for (const n of [1000, 4000, 16000, 64000, 128000, 512000]) { const t = performance.now(); countTokens("a".repeat(n)); const t2 = performance.now(); countTokens("ab".repeat(n/2)); console.log(n, t2-t, performance.now()-t2); }
for (const n of [64000, 512000, 1000000]) { const t = performance.now(); countTokens("some words here and 12 more. ".repeat(n/28)); console.log("words", n, performance.now()-t); }
for (const n of [64000, 128000]) { let s=""; for(let i=0;i<n;i++) s+=String.fromCharCode(97+Math.floor(Math.random()*26)); const t = performance.now(); countTokens(s); console.log("rand", n, performance.now()-t); }

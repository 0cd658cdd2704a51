import { Script } from "node:vm";
import { isScalar, LineCounter, parseDocument, visit, type Document } from "yaml";
import { findYamlExcess } from "#core/base/yaml-bounds.ts";

/** A document that was read whole, and how its offsets become lines. */
export type Yaml = { readonly document: Document; readonly lines: LineCounter };

/** Why a text is not YAML that can be read; `line` counts from 1, null where it is about the whole. */
export type YamlFault = { readonly problem: string; readonly line: number | null };

export type YamlOptions = {
  /** Whether `<<` takes in another map. */
  readonly merge?: boolean;
  /** A file that somebody wrote takes a small part of it, also on a busy machine. */
  readonly mostMs?: number;
};

const MOST_MS = 20_000;

/** Done in no time even by the square: what guards a longer one takes longer than to read this. */
const SHORT = 4096;

/**
 * Reads one document. It says why not where the text has too many levels, anchors or tags, is not YAML, has a key twice
 * in one map, of which only the last would be kept, or takes the parser too long: some of what it does takes time by the
 * square of the length [S16].
 */
export function readYaml(text: string, options: YamlOptions = {}): Yaml | YamlFault {
  const excess = findYamlExcess(text);
  if (excess !== null) return { problem: `it has more than ${excess}`, line: null };
  const { merge = false, mostMs = MOST_MS } = options;
  const lines = new LineCounter();
  // Comparing each key with all before it, and copying its line for each fault, would take time by the square as well.
  const parse = (): Document =>
    parseDocument(text, {
      lineCounter: lines,
      merge,
      uniqueKeys: false,
      prettyErrors: false,
    });
  const document = text.length <= SHORT ? parse() : runInTime(parse, mostMs);
  if (document === null) return { problem: "it takes too long to read", line: null };
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const [first] = document.errors;
  if (first !== undefined) {
    const isSecond = first.code === "MULTIPLE_DOCS";
    const problem = isSecond ? "a second document begins" : (first.message.split("\n")[0] ?? "");
    return { problem, line: lineAt(first.pos[0]) };
  }
  const repeated = findRepeatedKey(document);
  return repeated === null
    ? { document, lines }
    : { problem: `the key "${repeated.key}" is there twice`, line: lineAt(repeated.offset) };
}

/** What the work answers, null where it was not done in time. The engine ends it wherever it is. */
function runInTime<T>(work: () => T, mostMs: number): T | null {
  try {
    return new Script("work()").runInNewContext({ work }, { timeout: mostMs }) as T;
  } catch (error) {
    // It comes from the other realm, whose errors are none of this one's.
    const { code } = error as { readonly code?: unknown };
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return null;
    throw error;
  }
}

type RepeatedKey = { readonly key: string; readonly offset: number };

function findRepeatedKey(document: Document): RepeatedKey | null {
  let found: RepeatedKey | null = null;
  visit(document, {
    Map: (_key, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        // As the fields of an object they are all texts: 1 and "1" are one.
        const name = nameOf(isScalar(key) ? key.value : key);
        if (seen.has(name)) {
          found = { key: name, offset: isScalar(key) ? (key.range?.[0] ?? 0) : 0 };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}

function nameOf(key: unknown): string {
  return typeof key === "string" ? key : key === null ? "" : JSON.stringify(key);
}

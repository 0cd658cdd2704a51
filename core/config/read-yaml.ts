import { Script } from "node:vm";
import {
  isAlias,
  isCollection,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from "yaml";
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
  const fault = findKeyFault(document);
  return fault === null ? { document, lines } : { problem: fault.problem, line: lineAt(fault.offset) };
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

type KeyFault = { readonly problem: string; readonly offset: number };

/**
 * A key that is there twice in one map, or is no single value: a map as a key becomes a text in whatever is made of the
 * document, and one in another, level by level, a text of twice the length each time [S16].
 */
function findKeyFault(document: Document): KeyFault | null {
  let found: KeyFault | null = null;
  const report = (problem: string, key: unknown): symbol => {
    found = { problem, offset: isNode(key) ? (key.range?.[0] ?? 0) : 0 };
    return visit.BREAK;
  };
  const toValue = (key: unknown): unknown => (isAlias(key) ? key.resolve(document) : key);
  visit(document, {
    Map: (_at, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const node = toValue(key);
        if (isCollection(node)) return report("a key is a map or a list, which only a value may be", key);
        // As the fields of an object they are all texts: 1 and "1" are one.
        const name = isScalar(node) ? nameOf(node.value) : "";
        if (seen.has(name)) return report(`the key "${name}" is there twice`, key);
        seen.add(name);
      }
      return undefined;
    },
    // Of a list of pairs, too.
    Pair: (_at, { key }) =>
      isCollection(toValue(key))
        ? report("a key is a map or a list, which only a value may be", key)
        : undefined,
  });
  return found;
}

function nameOf(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
}

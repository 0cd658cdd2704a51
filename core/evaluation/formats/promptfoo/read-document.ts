import { isMap, isNode, isSeq, visit, type Document } from "yaml";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Json } from "#core/base/json.ts";
import { keepsWritten } from "#core/base/written-number.ts";
import { readYaml } from "#core/config/read-yaml.ts";

/** What a YAML or JSON text holds, and on which line what stands at a path begins; 1 where nothing does. */
export type ReadDocument = {
  readonly root: Json;
  readonly lineOf: (path: readonly (string | number)[]) => number;
};

/** Aliases may be repeated this often in all; more is a file that was made to explode. */
const MAX_ALIASES = 1000;

/** Or why it cannot be read. */
export function readDocument(text: string): Result<ReadDocument, string> {
  const yaml = readYaml(text, { merge: true });
  if ("problem" in yaml) return err(`${yaml.line === null ? "" : `line ${yaml.line}: `}${yaml.problem}`);
  const { document, lines } = yaml;
  keepNumbers(document);
  try {
    const root = document.toJS({ maxAliasCount: MAX_ALIASES }) as Json;
    return ok({ root, lineOf: (path) => lines.linePos(offsetOf(document, path)).line });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function offsetOf({ contents }: Document, path: readonly (string | number)[]): number {
  let node: unknown = contents;
  for (const step of path) {
    if (isSeq(node) && typeof step === "number") node = node.items[step];
    else if (isMap(node)) node = node.get(step, true);
    else return 0;
  }
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** A number with more digits than a program keeps is the text that was written. */
function keepNumbers(document: Document): void {
  visit(document, {
    Scalar: (_key, node) => {
      const { value, source } = node;
      if (typeof value === "number" && source !== undefined && !keepsWritten(source, value)) {
        node.value = source;
      }
    },
  });
}

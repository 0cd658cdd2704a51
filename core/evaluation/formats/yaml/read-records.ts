import { isMap, isScalar, isSeq, visit, type Document, type LineCounter, type YAMLSeq } from "yaml";
import { AppError } from "#core/base/app-error.ts";
import { isJsonObject } from "#core/base/json.ts";
import { keepsWritten } from "#core/base/written-number.ts";
import { readYaml } from "#core/config/read-yaml.ts";
import type { Records } from "#core/evaluation/formats/format.ts";
import { arrange } from "#core/evaluation/formats/json/arrangement.ts";
import { markRespelled } from "#core/evaluation/formats/json/json-row.ts";
import type { Member } from "#core/evaluation/formats/json/members.ts";
import { whyNotJson, type Row } from "#core/evaluation/formats/row.ts";

/** Aliases may be repeated this often in all; more is a file that was made to explode. */
const MAX_ALIASES = 1000;

/** The records of a list of maps. Throws dataset-invalid where the text is no YAML or has no such list [S33]. */
export function readYamlRecords(text: string): Records {
  const yaml = readYaml(text, { merge: true });
  if ("problem" in yaml)
    throw invalid(
      `is not YAML that can be read: ${yaml.line === null ? "" : `line ${yaml.line}: `}${yaml.problem}`,
    );
  const { document, lines } = yaml;
  const list = findList(document);
  if (list === null) throw invalid("has no list of items");
  const numbers = toList(document, list.nodes);
  keepNumbers(document);
  const written = toList(document, list.nodes);
  const rows = list.nodes.items.map((node, at): Row => {
    const line = lineOf(node, lines);
    return toRow(line, numbers[at] ?? null, written[at] ?? null);
  });
  return {
    rows: each(rows),
    notes: list.key === null ? [] : [`Its records are those of the list "${list.key}".`],
  };
}

function invalid(why: string): AppError {
  return new AppError("dataset-invalid", `The file ${why}.`, {
    hint: "A file of items is a list, each with its fields: `- question: …`.",
  });
}

type List = { readonly key: string | null; readonly nodes: YAMLSeq };

function findList({ contents }: Document): List | null {
  if (isSeq(contents)) return { key: null, nodes: contents };
  if (!isMap(contents)) return null;
  const lists = new Map<string, YAMLSeq>();
  const members = contents.items.map(({ key, value }): Member => {
    const name = isScalar(key) ? String(key.value) : "";
    if (isSeq(value)) lists.set(name, value);
    const first = isSeq(value) ? value.items[0] : undefined;
    return {
      key: name,
      start: 0,
      kind: isSeq(value) ? "list" : isMap(value) ? "object" : "value",
      first: isMap(first) ? "object" : isSeq(first) ? "list" : first === undefined ? "none" : "value",
    };
  });
  const arrangement = arrange(members);
  if (arrangement.kind === "unclear")
    throw invalid(`has several lists of records: ${arrangement.keys.slice(0, 20).join(", ")}`);
  const nodes = arrangement.kind === "under" ? lists.get(arrangement.member.key) : undefined;
  return nodes === undefined || arrangement.kind !== "under" ? null : { key: arrangement.member.key, nodes };
}

function toList(document: Document, nodes: YAMLSeq): readonly unknown[] {
  try {
    return nodes.toJS(document, { maxAliasCount: MAX_ALIASES }) as readonly unknown[];
  } catch (error) {
    throw invalid(`is not YAML that can be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A number with more digits than a program keeps is the text that was written. */
function keepNumbers(document: Document): void {
  visit(document, {
    Scalar: (_key, node) => {
      const { value, source } = node;
      if (typeof value === "number" && source !== undefined && !keepsWritten(source, value))
        node.value = source;
    },
  });
}

function toRow(line: number, value: unknown, written: unknown): Row {
  const fault = whyNotJson(value);
  if (fault !== null) return { line, reason: fault };
  if (!isJsonObject(value) || !isJsonObject(written)) return { line, reason: "the entry is not a map" };
  return markRespelled({ line, record: value }, written);
}

function lineOf(node: unknown, lines: LineCounter): number {
  const offset = (node as { readonly range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
  return lines.linePos(offset).line;
}

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
  await Promise.resolve();
}

import { asText } from "#core/evaluation/formats/as-text.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { SingleCheck } from "#core/domain/scoring/check-list.ts";
import type { Row } from "#core/evaluation/formats/row.ts";
import { areMessages, readTask } from "#core/evaluation/shapes/messages.ts";
import type { Kind } from "./kind.ts";

/** What a string check asks. */
const OPERATIONS: Readonly<Record<string, Pick<SingleCheck, "type" | "not">>> = {
  eq: { type: "equals" },
  ne: { type: "equals", not: true },
  like: { type: "contains" },
  ilike: { type: "icontains" },
};

/** A criterion that can be checked here: the operation and the template of what it compares with. */
type Criterion = { readonly check: Pick<SingleCheck, "type" | "not">; readonly reference: string };

/** An evaluation of the Evals API with its items in it: what it compares is what each item expects. */
export const evalsApi: Kind = (root, lineOf, scorer) => {
  if (!isJsonObject(root) || !Array.isArray(root["testing_criteria"])) return null;
  const found = findItems(root);
  const notes = [
    "It is an evaluation of the Evals API: its string checks say what each item expects, and what they compare with is no part of the task.",
  ];
  if (found === null)
    return {
      rows: [{ line: 1, reason: "it has criteria but no items: import the file of its items" }],
      notes,
    };
  const criteria: Criterion[] = [];
  for (const written of root["testing_criteria"] as readonly Json[]) {
    const criterion = readCriterion(written);
    if (criterion.ok) criteria.push(criterion.value);
    else notes.push(criterion.error);
  }
  const isExact =
    criteria.length === 1 && criteria[0]?.check.type === "equals" && criteria[0].check.not !== true;
  const chosen = scorer ?? (isExact ? ({ type: "exact" } as const) : ({ type: "checks" } as const));
  const rows = found.items.map((entry, at): Row => {
    const line = lineOf([...found.path, at]);
    const item = isJsonObject(entry) && isJsonObject(entry["item"]) ? entry["item"] : entry;
    if (chosen.type !== "checks" && !isExact)
      return { line, reason: `its criteria are not one equality, which scorer ${chosen.type} needs` };
    const record = isJsonObject(item)
      ? toRecord(item, criteria, chosen.type !== "checks")
      : err("it is not an item");
    return record.ok ? { line, record: record.value } : { line, reason: record.error };
  });
  return { rows, notes, scorer: chosen };
};

type Items = { readonly items: readonly Json[]; readonly path: readonly string[] };

const PLACES: readonly (readonly string[])[] = [
  ["data_source", "source", "content"],
  ["data_source", "content"],
  ["items"],
  ["data"],
];

function findItems(root: JsonObject): Items | null {
  for (const path of PLACES) {
    let value: Json | undefined = root;
    for (const step of path) value = isJsonObject(value) ? value[step] : undefined;
    if (Array.isArray(value)) return { items: value as readonly Json[], path };
  }
  return null;
}

function readCriterion(written: Json): Result<Criterion, string> {
  const criterion = isJsonObject(written) ? written : {};
  const { name, type, operation, input, reference } = criterion;
  const what = `Its criterion ${JSON.stringify(typeof name === "string" ? name : asText(type))} was left out`;
  const check =
    typeof operation === "string" && Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (type !== "string_check") return err(`${what}: no scorer does ${asText(type)}.`);
  if (check === undefined || typeof reference !== "string")
    return err(`${what}: its operation is not known.`);
  if (typeof input !== "string" || !/^\s*\{\{\s*sample\.output_text\s*\}\}\s*$/.test(input))
    return err(`${what}: it looks at something else than the answer.`);
  return ok({ check, reference });
}

const SLOT = /\{\{\s*item\.([\w.]+)\s*\}\}/g;

function toRecord(
  item: JsonObject,
  criteria: readonly Criterion[],
  isSingle: boolean,
): Result<JsonObject, string> {
  const used = new Set(
    criteria.flatMap(({ reference }) => [...reference.matchAll(SLOT)].map(([, name = ""]) => name)),
  );
  const checks: SingleCheck[] = [];
  for (const { check, reference } of criteria) {
    const whole = /^\s*\{\{\s*item\.(\w+)\s*\}\}\s*$/.exec(reference)?.[1];
    const value = whole === undefined ? fill(reference, item) : (item[whole] ?? null);
    if (value === null) return err("a criterion compares with a field that it does not have");
    checks.push({ ...check, value: check.type === "equals" ? value : asText(value) });
  }
  const [first] = checks;
  if (first === undefined) return err("no criterion of its evaluation can be checked here");
  const asked = Object.entries(item).filter(([name]) => !used.has(name) && name !== "id");
  const [only] = asked;
  if (only === undefined) return err("all its fields are what it is compared with");
  const input =
    asked.length > 1
      ? ok<Json>(Object.fromEntries(asked))
      : areMessages(only[1])
        ? readTask(only[1])
        : ok(only[1]);
  if (!input.ok) return input;
  const { id } = item;
  // Sound: a check is made of JSON alone.
  const list = { checks } as unknown as JsonObject;
  return ok({
    ...(typeof id === "string" || typeof id === "number" ? { id } : {}),
    input: input.value,
    expected: isSingle ? (first.value ?? null) : list,
  });
}

function fill(template: string, item: JsonObject): Json {
  const names = [...template.matchAll(SLOT)].map(([, name = ""]) => name);
  if (names.some((name) => item[name] === undefined) || /\{[{%]/.test(template.replaceAll(SLOT, "")))
    return null;
  return template.replaceAll(SLOT, (_slot, name: string) => asText(item[name] ?? null));
}

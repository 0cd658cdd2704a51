import type { Json, JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { fillValue, hasTemplate } from "./fill-template.ts";
import type { NeighbourFiles } from "./neighbour-files.ts";
import { isFileReference, pathOf, readVariable } from "./references.ts";

/** One test that makes more of them was not meant so. */
const MAX_COMBINATIONS = 10_000;

/** Variables may stand in variables, so deep. */
const MAX_FILLS = 5;

/** What a test asks with: once for each combination of the values that its variables list [S36], or why it cannot ask. */
export function expandVars(
  vars: JsonObject,
  files: NeighbourFiles,
  doesExpand: boolean,
): Result<readonly JsonObject[], string> {
  let combinations: readonly JsonObject[] = [{}];
  for (const [name, written] of Object.entries(vars)) {
    const choices = choicesOf(name, written, { files, doesExpand });
    if (!choices.ok) return choices;
    const { length } = choices.value;
    if (combinations.length * length > MAX_COMBINATIONS)
      return err(`its variables make more than ${MAX_COMBINATIONS} tests`);
    // One at a time would copy all there were before each.
    combinations =
      length === 1 && combinations.length === 1
        ? [Object.assign(combinations[0] ?? {}, { [name]: choices.value[0] ?? null })]
        : combinations.flatMap((one) => choices.value.map((value) => ({ ...one, [name]: value })));
  }
  const filled: JsonObject[] = [];
  for (const one of combinations) {
    const whole = fillAll(one);
    if (!whole.ok) return whole;
    filled.push(whole.value);
  }
  return ok(filled);
}

type Choosing = { readonly files: NeighbourFiles; readonly doesExpand: boolean };

function choicesOf(
  name: string,
  written: Json,
  { files, doesExpand }: Choosing,
): Result<readonly Json[], string> {
  const values = Array.isArray(written) && doesExpand ? (written as readonly Json[]) : [written];
  if (values.length === 0) return err(`its variable ${name} lists no value`);
  const choices: Json[] = [];
  for (const value of values) {
    if (typeof value !== "string" || !isFileReference(value)) {
      choices.push(value);
      continue;
    }
    const paths = files.find(pathOf(value));
    if (paths.length === 0)
      return err(`its variable ${name} refers to ${pathOf(value)}, and no file is called so`);
    for (const path of paths) {
      const text = readVariable(path, files);
      if (!text.ok) return err(`its variable ${name} refers to a file: ${text.error}`);
      choices.push(text.value);
    }
  }
  return ok(choices);
}

/** With the variables that stand in others filled in. */
function fillAll(vars: JsonObject): Result<JsonObject, string> {
  const templates = Object.entries(vars).filter(([, value]) => isTemplate(value));
  if (templates.length === 0) return ok(vars);
  let filled = vars;
  for (let turn = 0; turn < MAX_FILLS; turn += 1) {
    const known = filled;
    const next = templates.map(([name]) => [name, fillValue(known[name] ?? null, known)] as const);
    const broken = next.find(([, value]) => value === null);
    if (broken !== undefined)
      return err(`its variable ${broken[0]} is a template that is more than {{variables}}`);
    filled = { ...known, ...Object.fromEntries(next) };
    if (!next.some(([, value]) => isTemplate(value))) return ok(filled);
  }
  return err(`its variable ${templates[0]?.[0] ?? ""} is a template that refers to itself`);
}

function isTemplate(value: Json): boolean {
  return typeof value === "string" && hasTemplate(value);
}

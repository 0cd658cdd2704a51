import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { initialStateSchema, type InitialState } from "#core/domain/initial-state.ts";
import { findSecret } from "#core/domain/secrets.ts";
import type { Decimals } from "#core/domain/scoring/number-forms.ts";
import type { NewItem } from "#core/store/datasets.ts";
import { execGuarded, type Match } from "#core/evaluation/guarded-pattern.ts";
import { fieldOf } from "#core/evaluation/formats/fields.ts";
import { whyFormulaError, whyShortened } from "#core/evaluation/formats/spoiled.ts";
import { toInput, toText } from "./input.ts";
import { withTypedVars } from "./typed-vars.ts";
import { prepareExpected } from "#core/evaluation/prepare-expected.ts";
import type { Row, Skipped } from "#core/evaluation/formats/row.ts";

/** How records become items. */
export type ItemPlan = {
  readonly input: readonly string[];
  readonly answer: string;
  /** With one group, which is the answer inside the answer field. */
  readonly answerPattern: RegExp | null;
  readonly scorer: Scorer;
  /** What parts decimals in the answers; left out, each answer tells. */
  readonly decimals?: Decimals | undefined;
  readonly group: string | null;
  readonly className: string | null;
  /** Where a record says what environments begin in, and why they cannot; left out, no record says so. */
  readonly initialState?: {
    readonly field: string;
    readonly findProblem: (state: InitialState) => Promise<string | null>;
  };
};

/** An item but for its split, with the line it was read from. */
export type ReadItem = { readonly line: number; readonly item: Omit<NewItem, "split" | "isDev"> };

/** A pattern that is this often too slow is the wrong pattern. */
const MAX_SLOW = 4;

const MAX_ID_LENGTH = 200;

/** Items and complaints, in the order of the rows. Throws usage when the answer pattern takes too long. */
export async function toItems(
  rows: readonly Row[],
  plan: ItemPlan,
): Promise<readonly (ReadItem | Skipped)[]> {
  const answers = await extractAnswers(rows, plan);
  const states = await Promise.all(
    rows.map(async (row) => ("record" in row ? readState(row.record, plan) : ok(undefined))),
  );
  return rows.map((row, at) => {
    if ("reason" in row) return row;
    const answer = assertDefined(answers[at], `an answer for row ${at}`);
    const state = assertDefined(states[at], `a state for row ${at}`);
    const spoiled = whySpoiled(row, plan);
    if (spoiled !== null) return { line: row.line, reason: spoiled };
    const item = toItem(row.line, row.record, { plan, answer, state });
    return item.ok ? { line: row.line, item: item.value } : { line: row.line, reason: item.error };
  });
}

type Answer = Result<Json, string>;
type State = Result<InitialState | undefined, string>;

/** A table has no objects: there it is JSON text. */
async function readState(record: JsonObject, { initialState }: ItemPlan): Promise<State> {
  const value = initialState === undefined ? undefined : fieldOf(record, initialState.field);
  if (initialState === undefined || value === undefined || value === null || value === "")
    return ok(undefined);
  const parsed = initialStateSchema.safeParse(typeof value === "string" ? parseText(value) : value);
  if (!parsed.success)
    return err(`its field "${initialState.field}" is not {"environment/NAME": {…}}, as JSON`);
  const problem = await initialState.findProblem(parsed.data);
  return problem === null ? ok(parsed.data) : err(problem);
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function extractAnswers(
  rows: readonly Row[],
  { answer, answerPattern }: ItemPlan,
): Promise<readonly Answer[]> {
  const values = rows.map((row): Answer => {
    const value = "reason" in row ? undefined : fieldOf(row.record, answer);
    if (value === undefined || value === null) return err(`it has no field "${answer}"`);
    // What is compared with it reads the number as a number, and would never be right.
    return typeof value === "object" && "record" in row && isRespelled(row, answer)
      ? err(`a number in its field "${answer}" has more digits than are kept`)
      : ok(value);
  });
  if (answerPattern === null) return values;
  // White space at the end would keep a `$` from matching where people see the end.
  const texts = values.map((value) => (value.ok ? toText(value.value).trimEnd() : ""));
  const matches = await execGuarded(answerPattern, texts, MAX_SLOW);
  if (matches.filter((match) => match === "too-slow").length > MAX_SLOW) {
    throw new AppError(
      "usage",
      `The answer pattern ${answerPattern.source} takes too long on these answers.`,
      {
        hint: "A repetition inside a repetition, such as (a+)+, tries every way to divide a text: write it without.",
      },
    );
  }
  return values.map((value, at) => (value.ok ? toAnswer(matches[at] ?? null) : value));
}

function isRespelled({ respelled = [] }: Exclude<Row, Skipped>, field: string): boolean {
  return respelled.some((name) => field === name || field.startsWith(`${name}.`));
}

/** Of the cells that become something of an item; which ones two items share must have kept all its digits [S30]. */
function whySpoiled({ record, spoiled = [] }: Exclude<Row, Skipped>, plan: ItemPlan): string | null {
  const { input, answer, group, className } = plan;
  for (const field of spoiled) {
    const isLabel = field === "id" || field === group;
    const isUsed = isLabel || field === className || field === answer || input.includes(field);
    const why = whyFormulaError(record[field]) ?? (isLabel ? whyShortened(record[field]) : null);
    if (isUsed && why !== null) return `in "${field}" ${why}`;
  }
  return null;
}

function toAnswer(match: Match): Answer {
  if (match === "too-slow") return err("the answer pattern takes too long on its answer");
  const text = match?.[1]?.trim();
  if (text === undefined || text === "") return err("the answer pattern finds nothing in its answer");
  return text.isWellFormed() ? ok(text) : err("the answer pattern cuts a character of its answer in two");
}

type ItemParts = { readonly plan: ItemPlan; readonly answer: Answer; readonly state: State };

function toItem(
  line: number,
  record: JsonObject,
  { plan, answer, state }: ItemParts,
): Result<ReadItem["item"], string> {
  const input = toInput(record, plan.input);
  if (!input.ok) return input;
  const expected = answer.ok ? prepareExpected(plan.scorer, answer.value, plan.decimals) : answer;
  if (!expected.ok) return expected;
  if (!state.ok) return state;
  const initialState = state.value;
  const isList = plan.scorer.type === "checks";
  const compared = isList ? withTypedVars(expected.value, record, plan.input) : expected.value;
  const fault = whyLost(input.value) ?? whyLost(compared) ?? whyLost(initialState ?? null);
  if (fault !== null) return err(fault);
  const secret = findSecret(JSON.stringify([input.value, compared, initialState ?? null]));
  if (secret !== null) return err(`it holds what looks like ${secret}, which is never kept`);
  const id = toId(record, initialState === undefined ? input.value : { input: input.value, initialState });
  if (!id.ok) return id;
  return ok({
    id: id.value,
    input: input.value,
    expected: compared,
    group: labelAt(record, plan.group),
    className: labelAt(record, plan.className),
    metadata: { line },
    ...(initialState === undefined ? {} : { initialState }),
  });
}

/** A field of this name is what an object is, not what it holds: sooner or later somebody who copies it drops it. */
function whyLost(value: Json): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (Object.hasOwn(value, "__proto__")) return "one of its fields is called __proto__";
  return (
    Object.values(value)
      .map(whyLost)
      .find((fault) => fault !== null) ?? null
  );
}

/** The record's own id, else one from its input, which stays the same when lines move. */
function toId(record: JsonObject, input: Json): Result<string, string> {
  const own = fieldOf(record, "id");
  if (own === undefined || own === null) return ok(`item-${hashJson(input).slice(0, 16)}`);
  if (typeof own !== "string" && typeof own !== "number") return err("its id is not text or a number");
  const id = String(own).trim();
  if (id === "") return err("its id is empty");
  if (id.length > MAX_ID_LENGTH) return err(`its id is longer than ${MAX_ID_LENGTH} characters`);
  return /\p{Cc}/u.test(id) ? err("its id holds control characters") : ok(id);
}

function labelAt(record: JsonObject, field: string | null): string | null {
  const text = field === null ? "" : toText(fieldOf(record, field) ?? null).trim();
  return text === "" ? null : text;
}

import { AppError } from "#core/base/app-error.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { ImportFormat, Scorer } from "#core/domain/dataset.ts";
import type { Decimals } from "#core/domain/scoring/number-forms.ts";
import { FORMAT_FACTS } from "#core/domain/import-format.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import { listFields, type Fields } from "#core/evaluation/formats/fields.ts";
import type { PromptPlaces } from "./findings/found.ts";
import { slotName } from "./input.ts";
import type { ItemPlan } from "./items.ts";
import type { SaidForm } from "#core/evaluation/formats/format.ts";
import type { Source } from "#core/evaluation/formats/source.ts";

/** How a person says what a file holds; what is not said is guessed from the first record, or left at its default. */
export type ReadingRequest = SaidForm & {
  readonly source: Source;
  readonly format?: ImportFormat | undefined;
  readonly input?: readonly string[] | undefined;
  readonly answer?: string | undefined;
  readonly answerPattern?: string | undefined;
  readonly scorer?: Scorer | undefined;
  /** What parts decimals in the answers, where numbers are compared; left out, each answer tells. */
  readonly decimals?: Decimals | undefined;
  readonly group?: string | undefined;
  readonly className?: string | undefined;
  /** The field that says what environments begin in; "initialState" where it is not said. */
  readonly initialState?: string | undefined;
  /** The places of the prompts that the items may be for; left out, nothing is found out about them. */
  readonly prompts?: readonly PromptPlaces[] | undefined;
  /** Why they cannot begin so; where it is left out, nothing is read of it. */
  readonly findStateProblem?: NonNullable<ItemPlan["initialState"]>["findProblem"] | undefined;
};

const INITIAL_STATE = "initialState";

/** The fields to read, as far as they are said or can be told from these records. */
export function planFields(
  request: ReadingRequest,
  format: ImportFormat,
  records: readonly JsonObject[],
): Fields {
  const { input, answer } = request;
  return FORMATS[format].chooseFields(listFields(records), {
    ...(input === undefined ? {} : { input }),
    ...(answer === undefined ? {} : { answer }),
  });
}

/** What is read of records, and which fields they have, for messages. */
type Chosen = Fields & { readonly known: readonly string[] };

const MAX_LISTED = 20;

/** Throws usage where a field is neither named nor to be guessed, or two of them would fill one slot. */
export function toPlan(request: ReadingRequest, fields: Chosen, scorer: Scorer): ItemPlan {
  const { input, answer, known } = fields;
  if (input === null || answer === null) {
    throw fieldsNotSaid({ input, answer }, known);
  }
  const slots = input.map(slotName);
  const twice = slots.find((slot, at) => slots.indexOf(slot) !== at);
  if (twice !== undefined) {
    throw new AppError("usage", `Two input fields would both be called "${twice}".`, {
      hint: "Name each field once.",
    });
  }
  return {
    input,
    answer,
    answerPattern: request.answerPattern === undefined ? null : toAnswerPattern(request.answerPattern),
    scorer,
    decimals: request.decimals,
    group: request.group ?? null,
    className: request.className ?? null,
    ...(request.findStateProblem === undefined
      ? {}
      : {
          initialState: {
            field: request.initialState ?? INITIAL_STATE,
            findProblem: request.findStateProblem,
          },
        }),
  };
}

/** Both at once where both are missing [C38]. */
function fieldsNotSaid({ input, answer }: Fields, known: readonly string[]): AppError {
  const both = input === null && answer === null;
  const missing = both ? "the input and which the answer" : input === null ? "the input" : "the answer";
  const shown = known.slice(0, MAX_LISTED).join(", ");
  return new AppError(
    "usage",
    `Which field holds ${missing} was not said, and no field has a name for ${both ? "them" : "it"}.`,
    {
      hint: `Name ${both ? "both" : "it"}: the fields are ${shown}${known.length > MAX_LISTED ? ", …" : ""}.`,
      way: "name-fields",
    },
  );
}

/** Refuses what the format has no use for, and a pattern that cannot be used, before anything is read. */
export function checkRequest(request: ReadingRequest, format: ImportFormat): void {
  if (request.answerPattern !== undefined) toAnswerPattern(request.answerPattern);
  const { label, tellsAnswers } = FORMAT_FACTS[format];
  if (!tellsAnswers || (request.answer === undefined && request.answerPattern === undefined)) return;
  throw new AppError("usage", `A file of ${label} says itself what is expected: it has no answer field.`, {
    hint: "Leave out the answer's field and its pattern.",
    way: "answer-field",
  });
}

function toAnswerPattern(source: string): RegExp {
  const { pattern, groups } = compile(source);
  if (groups === 1) return pattern;
  throw new AppError("usage", `The answer pattern ${source} has ${groups} groups instead of one.`, {
    hint: "Put ( ) around the answer alone; (?: ) groups without taking part.",
  });
}

function compile(source: string): { readonly pattern: RegExp; readonly groups: number } {
  try {
    const pattern = new RegExp(source);
    // With an empty alternative it matches anything, and the match tells how many groups there are.
    const groups = (new RegExp(`${source}|`).exec("")?.length ?? 1) - 1;
    return { pattern, groups };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("usage", message.endsWith(".") ? message : `${message}.`, {
      hint: "The answer pattern is a JavaScript regular expression with one group.",
      cause,
    });
  }
}

import { z } from "zod";
import { isJsonObject } from "#core/base/json.ts";
import { verdictSchema } from "#core/domain/gate/report.ts";
import { DECISION_KINDS } from "#core/domain/proposal.ts";
import { OPERATORS, type Operator } from "#core/domain/session.ts";

/** What an operator's step tells of its answer, beside where it stands. Total: a new operator says what it tells. */
const NEWS = {
  act: { items: z.int(), correct: z.int() },
  /** The causes that were found. */
  reflect: { hypotheses: z.array(z.string()).readonly() },
  improve: { summary: z.string() },
  /** Null where it was rejected without an assessment. */
  assess: { proposal: z.string(), verdict: verdictSchema.nullable() },
  decide: { proposal: z.string(), decision: z.enum([...DECISION_KINDS, "none"]), rule: z.string() },
  /** Null where there was nothing worth noting. */
  remember: { proposal: z.string().nullable() },
  report: {},
} as const satisfies Record<Operator, Readonly<Record<string, z.ZodType>>>;

type News = typeof NEWS;
export type StepNews<O extends Operator> = {
  readonly [K in keyof News[O]]: News[O][K] extends z.ZodType ? z.infer<News[O][K]> : never;
};

type At<O extends Operator> = {
  readonly iteration: number;
  readonly operator: O;
  /** Distinguishes steps of the same operator in one iteration. */
  readonly part: string | null;
};
/** A step that only notes something down tells nothing. */
type Silent<O extends Operator> = { readonly [K in keyof StepNews<O>]?: undefined };
type Finished<O extends Operator> = At<O> & (StepNews<O> | Silent<O>);
export type FinishedBody = { readonly [O in Operator]: Finished<O> }[Operator];

/** The first program reported under an operator of another name. */
function renameOperator(body: unknown): unknown {
  if (!isJsonObject(body) || body["operator"] !== "commit") return body;
  return { ...body, operator: "report", part: null };
}

const AT = { iteration: z.int(), part: z.string().nullable() };

export const operatorStartedSchema = z.preprocess(
  renameOperator,
  z.object({ ...AT, operator: z.enum(OPERATORS) }),
);

function finishedSchemaOf(operator: Operator) {
  const shape = NEWS[operator];
  const place = z.object({ ...AT, operator: z.literal(operator) });
  const silent = Object.fromEntries(Object.keys(shape).map((key) => [key, z.undefined().optional()]));
  return z.union([place.extend(shape), place.extend(silent)]);
}

export const operatorFinishedSchema = z.preprocess(
  renameOperator,
  // Made by a loop over OPERATORS, in which the compiler cannot see which row belongs to which operator.
  z.union(OPERATORS.map(finishedSchemaOf)) as unknown as z.ZodType<FinishedBody>,
);

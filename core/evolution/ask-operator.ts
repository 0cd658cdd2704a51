import { z } from "zod";
import type { Json, JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import { renderPrompt } from "#core/agents/render-prompt.ts";
import { callModel } from "#core/models/call-model.ts";
import type { ResourceView } from "#core/resources/view.ts";
import { operatorPrompt, promptAttributes } from "./operator-prompt.ts";
import { withOperatorTrace, type OperatorPlace, type OperatorTrace } from "./operator-trace.ts";
import { operatorSampling } from "./operator-sampling.ts";
import type { SessionContext } from "./session-line.ts";

export type OperatorQuestion<T> = OperatorPlace & {
  /** The optimizer's prompt, a resource like any other. */
  readonly prompt: string;
  readonly view: ResourceView;
  /** The material, by placeholder. */
  readonly values: Readonly<Record<string, string>>;
  readonly output: { readonly name: string; readonly schema: z.ZodType<T> };
};

/** Models rarely write broken JSON twice in a row. */
const ATTEMPTS = 2;

/**
 * Asks the optimizer's model one structured question and keeps the operator's trace. A reply that does not have the
 * asked form is asked for again once, then reported as such: never an exception, never a guess.
 */
export async function askOperator<T>(
  context: SessionContext,
  question: OperatorQuestion<T>,
): Promise<Result<T, string>> {
  return withOperatorTrace(context, question, async (trace) => askUntilFormed(context, question, trace));
}

async function askUntilFormed<T>(
  context: SessionContext,
  question: OperatorQuestion<T>,
  { path, recorder, root }: OperatorTrace,
): Promise<Result<T, string>> {
  const { line, session, signal } = context;
  const found = operatorPrompt(question.view, question.prompt, line.builtIn);
  const messages = renderPrompt(found.content, question.values);
  const schema = z.toJSONSchema(question.output.schema) as JsonObject;
  const { seed } = session.config;
  let problem = "";
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { turn } = await callModel(
      line.operatorModel.line,
      {
        model: line.operatorModel.name,
        messages,
        sampling: operatorSampling(
          context,
          keyedSeed(seed, question.iteration, question.operator, question.part, attempt),
        ),
        output: { name: question.output.name, schema },
      },
      {
        path: `${path}/${attempt}`,
        recorder,
        parent: root,
        attributes: promptAttributes(found),
        signal,
      },
    );
    const parsed = parseReply(turn.text, question.output.schema);
    if (parsed.ok) return parsed;
    problem =
      turn.reason === "length"
        ? "it was cut off at its limit of output tokens, which the session's setting maxOutputTokens raises"
        : parsed.error;
  }
  return err(`The ${question.operator} reply did not have the asked form: ${problem}`);
}

function parseReply<T>(text: string, schema: z.ZodType<T>): Result<T, string> {
  let raw: Json;
  try {
    raw = JSON.parse(text) as Json;
  } catch {
    return err("it is not JSON");
  }
  const parsed = schema.safeParse(raw);
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}

import { err, type Result } from "#core/base/result.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import { renderPrompt } from "#core/domain/content/render-prompt.ts";
import { askQuestion, type NoAnswer, type PromptQuestion } from "#core/models/ask-question.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import type { ResourceView } from "#core/resources/view.ts";
import { operatorPrompt, promptAttributes } from "./operator-prompt.ts";
import { withOperatorTrace, type OperatorPlace, type OperatorTrace } from "./operator-trace.ts";
import { operatorSampling } from "./operator-sampling.ts";
import type { SessionContext } from "./session-line.ts";

/** The prompt is the optimizer's, a resource like any other, as it is at the view. */
export type OperatorQuestion<T> = OperatorPlace &
  PromptQuestion<T> & {
    readonly view: ResourceView;
    /** What of an answer was not taken; the operator's trace tells it. */
    readonly leftOutOf?: (answer: T) => readonly string[];
  };

/**
 * Asks the optimizer's model one structured question and keeps the operator's trace. Where there is no answer in the
 * asked form, the error says why, for people.
 */
export async function askOperator<T>(
  context: SessionContext,
  question: OperatorQuestion<T>,
): Promise<Result<T, string>> {
  return withOperatorTrace(context, question, async (trace) => ask(context, question, trace));
}

async function ask<T>(
  context: SessionContext,
  { view, prompt, values, output, iteration, operator, part, leftOutOf }: OperatorQuestion<T>,
  { path, recorder, root }: OperatorTrace,
): Promise<Result<T, string>> {
  const { line, session, signal } = context;
  const found = operatorPrompt(view, prompt, line.builtIn);
  const { seed } = session.config;
  const answer = await askQuestion(
    line.operatorModel.line,
    {
      model: line.operatorModel.name,
      messages: renderPrompt(found.content, values),
      output,
      samplingOf: (attempt) => operatorSampling(context, keyedSeed(seed, iteration, operator, part, attempt)),
    },
    {
      path,
      recorder,
      parent: root,
      attributes: promptAttributes(found),
      signal,
    },
  );
  if (!answer.ok) return err(explain(operator, answer.error));
  const leftOut = leftOutOf?.(answer.value) ?? [];
  if (leftOut.length > 0) root.setAttribute(AUTOGENESIS.leftOut, JSON.stringify(leftOut));
  return answer;
}

function explain(operator: string, missed: NoAnswer): string {
  const unformed = `The ${operator} reply did not have the asked form`;
  switch (missed.reason) {
    case "malformed":
      return `${unformed}: ${missed.problem}`;
    case "cut-off":
      return `${unformed}: it was cut off at its limit of output tokens, which the session's setting maxOutputTokens raises`;
    case "refused":
      return `The model refused to answer the ${operator} question.`;
  }
}

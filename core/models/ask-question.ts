import { z } from "zod";
import type { Json, JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { findDocuments } from "./find-documents.ts";
import { callModel, type ModelCallContext } from "./call-model.ts";
import type { ModelLine } from "./model-line.ts";
import type { ModelTurn } from "./collect-turn.ts";
import type { ChatMessage, Sampling } from "./provider.ts";

/** The form in which a model is to answer. */
export type AnswerForm<T> =
  | {
      readonly name: string;
      /** What the model is told, and what its answer is held to. */
      readonly schema: z.ZodType<T>;
      readonly read?: never;
    }
  | {
      readonly name: string;
      /** What the model is told. */
      readonly schema: z.ZodType;
      /** For answers of which a part may be worth taking: what is taken, or why nothing is. */
      readonly read: (answer: Json) => Result<T, string>;
    };

/** A question in the words of a prompt resource, for whoever finds the prompt and makes the call. */
export type PromptQuestion<T> = {
  /** The prompt's name. */
  readonly prompt: string;
  /** The material, by placeholder. */
  readonly values: Readonly<Record<string, string>>;
  readonly output: AnswerForm<T>;
};

export type Question<T> = {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly output: AnswerForm<T>;
  /** How the n-th attempt is asked, counting from 1: under one seed the same broken answer might come again. */
  readonly samplingOf: (attempt: number) => Sampling;
};

/** Why there is no answer. `problem` is what is wrong with the form of the last one. */
export type NoAnswer =
  | { readonly reason: "malformed"; readonly problem: string }
  | { readonly reason: "cut-off" }
  | { readonly reason: "refused" };

/** Models rarely write broken JSON twice in a row. */
const ATTEMPTS = 2;

/**
 * Asks a model one structured question, the only way in which this program does. An answer that does not have the asked
 * form is asked for again once, then reported as such: never an exception, never a guess. The form decides, whatever stands
 * around the document. Attempts are noted under
 * `path/1`, `path/2`. Throws what a model call throws.
 */
export async function askQuestion<T>(
  line: ModelLine,
  { model, messages, output, samplingOf }: Question<T>,
  { path, ...context }: ModelCallContext,
): Promise<Result<T, NoAnswer>> {
  const schema = z.toJSONSchema(output.schema) as JsonObject;
  let missed: NoAnswer = { reason: "refused" };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const request = {
      model,
      messages,
      sampling: samplingOf(attempt),
      output: { name: output.name, schema },
    };
    const { turn } = await callModel(line, request, { ...context, path: `${path}/${attempt}` });
    const answer = readAnswer(turn, output);
    if (answer.ok) return answer;
    missed = answer.error;
  }
  return err(missed);
}

function readAnswer<T>({ text, reason }: ModelTurn, form: AnswerForm<T>): Result<T, NoAnswer> {
  if (reason === "content-filter" || reason === "refusal") return err({ reason: "refused" });
  const found = findDocuments(text).map((document) => takeForm(document, form));
  const [first] = found;
  const answer = found.find(({ ok: fits }) => fits) ?? first ?? err("it is not JSON");
  if (answer.ok) return answer;
  return err(reason === "length" ? { reason: "cut-off" } : { reason: "malformed", problem: answer.error });
}

function takeForm<T>(answer: Json, form: AnswerForm<T>): Result<T, string> {
  if (form.read !== undefined) return form.read(answer);
  const parsed = form.schema.safeParse(answer);
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}

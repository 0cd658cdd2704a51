import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import { toResourceKey } from "#core/domain/resource.ts";
import { renderPrompt } from "#core/agents/render-prompt.ts";
import { callModel } from "#core/models/call-model.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { failSpan } from "#core/recording/tracing.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { SessionContext } from "./session-line.ts";

export type OperatorQuestion<T> = {
  /** The optimizer's prompt, a resource like any other. */
  readonly prompt: string;
  readonly view: ResourceView;
  /** The material, by placeholder. */
  readonly values: Readonly<Record<string, string>>;
  readonly output: { readonly name: string; readonly schema: z.ZodType<T> };
  readonly iteration: number;
  readonly operator: string;
  /** Tells several questions of one operator apart. */
  readonly part: string;
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
  const { line, session } = context;
  const { iteration, operator, part, prompt } = question;
  const path = ["session", session.id, iteration, operator, part].join("/");
  const recorder = line.tracing.record(path);
  const startedAt = line.clock.now();
  const root = recorder.start({
    name: `${operator} ${prompt}`,
    kind: "internal",
    attributes: {
      [AUTOGENESIS.operator]: operator,
      [AUTOGENESIS.session]: session.id,
      [AUTOGENESIS.iteration]: iteration,
    },
  });
  try {
    return await askUntilFormed(context, question, { path, recorder, root });
  } catch (error) {
    failSpan(root, {
      code: "operator-failed",
      message: error instanceof Error ? error.message : String(error),
    });
    throw error;
  } finally {
    root.end();
    const spans = recorder.spans();
    line.store.atomic(() => {
      if (line.store.traces.find(recorder.trace) !== null) return;
      line.store.traces.append(
        {
          id: recorder.trace,
          name: `${operator} (session ${session.id}, iteration ${iteration})`,
          run: null,
          startedAt,
          durationMs: line.clock.now() - startedAt,
          spans: spans.length,
          errors: spans.filter((span) => span.error !== null).length,
        },
        spans,
      );
    });
  }
}

type Place = Pick<Parameters<typeof callModel>[2], "recorder" | "path"> & {
  readonly root: Parameters<typeof callModel>[2]["parent"];
};

async function askUntilFormed<T>(
  context: SessionContext,
  question: OperatorQuestion<T>,
  { path, recorder, root }: Place,
): Promise<Result<T, string>> {
  const { line, session, signal } = context;
  const found = question.view.get(toResourceKey("prompt", question.prompt));
  if (found.resource.kind !== "prompt") throw new AppError("input-invalid", `${found.key} is not a prompt.`);
  const messages = renderPrompt(found.resource.content, question.values);
  const schema = z.toJSONSchema(question.output.schema) as JsonObject;
  let problem = "";
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { turn } = await callModel(
      line.operatorModel.line,
      {
        model: line.operatorModel.name,
        messages,
        sampling: {
          temperature: session.config.temperature,
          seed: keyedSeed(session.config.seed, question.iteration, question.operator, question.part, attempt),
        },
        output: { name: question.output.name, schema },
      },
      {
        path: `${path}/${attempt}`,
        recorder,
        parent: root,
        attributes: { [AUTOGENESIS.resource]: found.key, [AUTOGENESIS.resourceVersion]: found.version },
        signal,
      },
    );
    const parsed = parseReply(turn.text, question.output.schema);
    if (parsed.ok) return parsed;
    problem = parsed.error;
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

import { AppError } from "#core/base/app-error.ts";
import { jsonEquals, type Json } from "#core/base/json.ts";
import type { ToolTrialDocument } from "#core/contract/runs.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Callable, RunDesk } from "#core/resources/callable.ts";
import type { AppContext } from "#core/app/context.ts";
import { overlaidView } from "#core/app/registry/overlaid-view.ts";
import { commitNamed } from "./named-commit.ts";
import { requirePerson } from "./require-person.ts";

type AskedTool = {
  readonly resource: ResourceKey;
  readonly at: string;
  readonly edits?: readonly AskedEdit[] | undefined;
  readonly input?: Json | undefined;
  readonly seed: number;
};

/** Examples come out the same every time, as when the tool is built. */
const EXAMPLE_SEED = 1;

/**
 * Calls a tool outside any run, in the sandbox and within its limits, and tries its examples one by one [L19]. What fails is
 * an answer, as a model would see it. A draft that would not build can be tried: that is what trying is for. For people;
 * throws path-refused, and lifecycle-illegal for one that is archived.
 */
export async function tryTool(
  context: AppContext,
  { resource: key, at, edits = [], input, seed }: AskedTool,
  signal: AbortSignal,
): Promise<ToolTrialDocument> {
  requirePerson(context.caller, "call a tool outside a run");
  const { runtime, ticks } = context;
  const { resource, version, lifecycle } = overlaidView(context, commitNamed(context.store, at), edits).get(
    key,
  );
  if (lifecycle === "archived") {
    throw new AppError("lifecycle-illegal", `${key} is archived, so it cannot run.`, {
      hint: "Reactivate it first.",
    });
  }
  if (resource.kind !== "tool") {
    throw new AppError("input-invalid", `${key} is not a tool.`, { hint: "Name one, as tool/NAME." });
  }
  const { content } = resource;
  const problems = await findSchemaProblems(context, content, signal);
  if (problems.length > 0) {
    return { resource: key, version, problems: [...problems], result: null, desk: null, examples: [] };
  }
  const desk: RunDesk = { output: undefined, todo: [] };
  const bind = (on: RunDesk, by: number): Callable =>
    runtime.tool({ key, version, content }, { desk: on, seed: by });
  const timed = async (tool: Callable, asked: Json) => {
    const began = ticks.now();
    const answer = await tool.call(asked, signal);
    const ms = ticks.now() - began;
    return answer.ok
      ? { output: answer.value, error: null, ms }
      : { output: null, error: { ...answer.error }, ms };
  };
  const result = input === undefined ? null : await timed(bind(desk, seed), input);
  const examples: ToolTrialDocument["examples"] = [];
  for (const { input: asked, output: expected } of examplesOf(content)) {
    const made = await timed(bind({ output: undefined, todo: [] }, EXAMPLE_SEED), asked);
    const isRight = made.error === null && jsonEquals(made.output, expected);
    examples.push({ input: asked, expected, result: made, isRight });
  }
  const isOnDesk = content.type === "builtin" && result !== null;
  return { resource: key, version, problems: [], result, desk: isOnDesk ? toDesk(desk) : null, examples };
}

/** Of the schemas and the loading alone: what its examples come to is told one by one. */
async function findSchemaProblems(
  { runtime }: Pick<AppContext, "runtime">,
  content: ToolContent,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const bare = content.type === "code" ? { ...content, examples: [] } : content;
  return runtime.build({ kind: "tool", content: bare }, signal);
}

function examplesOf(content: ToolContent) {
  return content.type === "code" ? content.examples : [];
}

function toDesk({ output = null, todo }: RunDesk): NonNullable<ToolTrialDocument["desk"]> {
  return { output, todo: todo.map((each) => ({ ...each })) };
}

import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ToolTrialDocument } from "#core/contract/runs.ts";
import { formatAnsweredBy } from "./answered-by.ts";
import { formatSpend } from "./spend.ts";

type Run = Awaited<ReturnType<WorkspaceClient["runs"]["run"]>>;
type AskedPrompt = Awaited<ReturnType<WorkspaceClient["runs"]["prompt"]>>;

export function formatRun({ trace, output, error, answeredBy, spend, model, isSimulated }: Run): string {
  return [
    ...(error === undefined ? [show(output)] : [`Failed: ${error.message} [${error.code}]`, error.hint]),
    ...(answeredBy === undefined ? [] : [`calls answered by ${formatAnsweredBy(answeredBy)}`]),
    `model ${model}${isSimulated ? ", simulated: no key, no network" : ""}`,
    `trace ${trace}; ${formatSpend(spend)}`,
  ].join("\n");
}

export function formatAskedPrompt(asked: AskedPrompt): string {
  return [
    ...asked.messages.flatMap(({ role, content }) => [`${role}:`, indent(content), ""]),
    `${asked.model}:`,
    formatRun(asked),
  ].join("\n");
}

export function formatToolTrial({ problems, result, desk, examples }: ToolTrialDocument): string {
  const wrong = examples.filter(({ isRight }) => !isRight);
  return [
    ...problems.map((problem) => `It cannot be used: ${problem}.`),
    ...(result === null ? [] : [formatResult(result)]),
    ...(desk === null
      ? []
      : [`It works on the desk of its run, and left on an empty one: ${JSON.stringify(desk)}`]),
    ...(examples.length === 0
      ? []
      : [`${examples.length - wrong.length} of ${examples.length} examples come out as they should`]),
    ...wrong.map(
      ({ input, expected, result: made }) =>
        `  ${JSON.stringify(input)} should give ${JSON.stringify(expected)}: ${made.error?.message ?? JSON.stringify(made.output)}`,
    ),
  ].join("\n");
}

function formatResult({ output, error, ms }: NonNullable<ToolTrialDocument["result"]>): string {
  const took = `${Math.round(ms)} ms`;
  return error === null
    ? `${show(output)}\n${took}`
    : `The model would see: ${error.message} [${error.code}]\n${took}`;
}

function show(output: unknown): string {
  return typeof output === "string" ? output : JSON.stringify(output, null, 2);
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

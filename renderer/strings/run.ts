import { formatPlural } from "#renderer/text/format.ts";
import type { ResourceKind } from "#core/domain/resource.ts";

/** Words of running a resource where it stands. */
export const runStrings = {
  button: "Run…",
  title: (resource: string) => `Run ${resource}`,
  at: (version: string) => `As it is at ${version}.`,
  withDraft: (resources: string) => `With the open draft of ${resources}, which is not committed`,
  model: "Model",
  usual: {
    agent: "the agent's own",
    prompt: "of an agent that has this prompt",
  } satisfies Partial<Record<ResourceKind, string>>,
  noPlaces: "This prompt has no place to fill: it is asked as it stands.",
  run: "Run",
  stop: "Stop",
  waiting: "Running",
  stopped: "Stopped. What was called until then is on the bill.",
  asJson: "Arguments as JSON",
  asForm: "Arguments as a form",
  arguments: "Arguments",
  notJson: "This is no JSON.",
  needed: "This is needed.",
  notANumber: "This is no number.",
  notSet: "left out",
  noArguments: "This tool takes no arguments.",
  example: (at: number) => `Example ${at}`,
  fillFrom: "Fill in from",
  checkExamples: "Check the examples",
  messages: "What the model was told",
  output: "Answer",
  noOutput: "No answer",
  trace: "Open the trace",
  tokens: (count: number) => formatPlural(count, "token"),
  call: "call",
  took: (ms: string) => `${ms} ms`,
  seen: "What a model would see",
  desk: "It works on the desk of its run. On an empty one it left:",
  cannot: "It cannot be used",
  examples: (right: number, all: number) =>
    all === 1
      ? `The example comes out ${right === 1 ? "as it should" : "otherwise"}`
      : `${right} of ${all} examples come out as they should`,
  expected: "should give",
  got: "gives",
  answeredBy: "answered by",
};

import type { JsonObject } from "#core/base/json.ts";
import type { Dress } from "./behaviour.ts";
import { call, calls, DONE, ends, event, says, usage } from "./replies.ts";
import { answerSums, sumOf, type ChatRequest } from "./sums-model.ts";

/** How many tokens an answer of the model reports. */
const USUAL_USAGE = { input: 20, output: 5 } as const;

/** The events of the model's answer to a request, dressed as said. */
export function asEvents(dress: Dress, request: ChatRequest): readonly string[] {
  return [...partsOf(dress, request), usage(USUAL_USAGE.input, USUAL_USAGE.output)]
    .map((part) => fillIn(event(part), request))
    .concat(DONE);
}

function partsOf(
  { before = "", after = "", instead = [], inWords = false }: Dress,
  request: ChatRequest,
): readonly JsonObject[] {
  const answer = answerSums(request);
  if (answer.kind === "document") {
    const text = instead.reduce(
      (written, [what, by]) => written.replaceAll(what, by),
      JSON.stringify(answer.value),
    );
    return [says(`${before}${text}${after}`), ends("stop")];
  }
  const output = String(answer.value);
  return inWords || request.tools === undefined
    ? [says(output), ends("stop")]
    : [calls(call("done", { output })), ends("tool_calls")];
}

/** The text with what it leaves open filled in from the request. */
export function fillIn(text: string, request: ChatRequest & { readonly model?: unknown }): string {
  const sum = sumOf(request);
  return text
    .replaceAll("{{sum}}", String(sum))
    .replaceAll("{{wrong}}", String(sum + 1))
    .replaceAll("{{model}}", String(request.model ?? ""));
}

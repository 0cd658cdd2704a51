import type { Attributes, Span } from "@opentelemetry/api";
import { toErrorReport } from "#core/base/app-error.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { failSpan, type TraceRecorder } from "#core/recording/tracing.ts";
import { answerByRoute } from "./answer-by-route.ts";
import { withLimit } from "./answer-call.ts";
import { answerAttributes, requestAttributes } from "./call-attributes.ts";
import type { AskedModel, ModelAnswer, ModelCall, ModelLine, Wait } from "./model-line.ts";
import type { ChatRequest } from "./provider.ts";
import { asSent } from "./sent-request.ts";

export type ModelCallContext = Omit<ModelCall, "onRetry"> & {
  readonly onRetry?: ModelCall["onRetry"];
  readonly recorder: TraceRecorder;
  readonly parent: Span;
  readonly attributes?: Attributes;
};

/**
 * Makes one model call, over the line to it or by asking who has that, and records it as a span. Throws what `answerByRoute`
 * throws.
 */
export async function callModel(
  line: ModelLine | AskedModel,
  asked: ChatRequest,
  { recorder, parent, attributes, onRetry: tell, ...call }: ModelCallContext,
): Promise<ModelAnswer> {
  const request = withLimit(line, asked);
  const span = recorder.start({
    name: `chat ${request.model}`,
    kind: line.provider.endpointOrigin === null ? "internal" : "client",
    attributes: { ...requestAttributes(line.provider, asSent(request, line.provider.rules)), ...attributes },
    parent,
  });
  try {
    const onRetry = (failed: number, wait?: Wait): void => {
      span.setAttribute(AUTOGENESIS.attempt, failed + 1);
      // Whoever looks while it lasts sees why nothing goes on, and afterwards what it was waited for.
      if (wait !== undefined) span.setAttribute(AUTOGENESIS.waited, tellWait(wait));
      tell?.(failed, wait);
    };
    const answer = await answerOver(line)(asked, { ...call, onRetry });
    span.setAttributes(answerAttributes(answer));
    return answer;
  } catch (error) {
    failSpan(span, toErrorReport(error));
    throw error;
  } finally {
    span.end();
  }
}

function answerOver(line: ModelLine | AskedModel): AskedModel["answer"] {
  return "answer" in line ? line.answer : async (asked, call) => answerByRoute(line, asked, call);
}

function tellWait({ why, delayMs }: Wait): string {
  return `${why} Tried again after ${(delayMs / 1000).toFixed(1)} s.`;
}

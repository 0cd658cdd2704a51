import { z } from "zod";
import { MOST_CHUNKS, MOST_NAME_CHARACTERS, MOST_TOOL_CALLS } from "./limits.ts";
import { createToolCallAssembler } from "./tool-calls.ts";
import { toUsage } from "./usage.ts";
import type { CallMeter, FinishReason, ModelPart, Usage } from "#core/models/provider.ts";

/** What the endpoint calls a model, an answer, a tool or a call. */
const nameSchema = z.string().max(MOST_NAME_CHARACTERS).nullish();

/** Only what is read of a chunk, and tolerant of what followers leave out or send as null. */
const chunkSchema = z.object({
  id: nameSchema,
  model: nameSchema,
  choices: z
    .array(
      z.object({
        index: z.number().nullish(),
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            // What a model thinks is no part of its answer, and on the bill.
            reasoning: z.unknown().optional(),
            reasoning_content: z.unknown().optional(),
            tool_calls: z
              .array(
                z.object({
                  index: z.number().nullish(),
                  id: nameSchema,
                  function: z.object({ name: nameSchema, arguments: z.string().nullish() }).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.unknown().optional(),
});

type Delta = NonNullable<NonNullable<z.infer<typeof chunkSchema>["choices"]>[number]["delta"]>;

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  stop: "stop",
  length: "length",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  content_filter: "content-filter",
};

/**
 * Reads the chunks of one answer. Only the first choice is read, as only one is asked for; reasoning text that some
 * followers send beside the content is not part of the answer and is left out.
 */
export function createReplyReader(meter: CallMeter) {
  const toolCalls = createToolCallAssembler();
  let finishReason: string | null = null;
  let hasRefused = false;
  let usage: Usage | null = null;
  let model = "";
  let id = "";
  let chunks = 0;

  return {
    /** The text in a chunk with everything that was written beside it, or null when it is no chunk at all. */
    read: (raw: unknown): { readonly text: string; readonly written: string } | null => {
      const parsed = chunkSchema.safeParse(raw);
      if (!parsed.success) return null;
      const chunk = parsed.data;
      chunks += 1;
      // Some send running totals in every chunk, OpenAI one in the last, so the last that is whole counts.
      usage = toUsage(chunk.usage) ?? usage;
      if (usage !== null) meter.onUsage(usage);
      if (model === "") model = chunk.model ?? "";
      if (id === "") id = chunk.id ?? "";
      const choice = chunk.choices?.find(({ index }) => (index ?? 0) === 0);
      finishReason = choice?.finish_reason ?? finishReason;
      for (const fragment of choice?.delta?.tool_calls ?? []) toolCalls.add(fragment);
      const refusal = choice?.delta?.refusal ?? "";
      hasRefused ||= refusal !== "";
      const written = writtenIn(choice?.delta ?? {});
      if (written !== "") meter.onWritten(written);
      return { text: (choice?.delta?.content ?? "") + refusal, written };
    },
    /** By what the answer so far is more than one may hold, or null. */
    excess: (): string | null => {
      if (toolCalls.count() > MOST_TOOL_CALLS) return `${MOST_TOOL_CALLS} tool calls`;
      return chunks > MOST_CHUNKS ? `${MOST_CHUNKS} pieces` : null;
    },
    /** The raw finish reason, null as long as the answer is not whole. */
    finishReason: (): string | null => finishReason,
    /** What follows the text, or null when the tool calls make no sense; `isCut` where we would take no more. */
    finish: (isCut: boolean): readonly ModelPart[] | null => {
      const calls = toolCalls.finish();
      if (calls === null) return null;
      const reason = hasRefused ? "content-filter" : toFinishReason(finishReason, calls.length > 0);
      return [
        ...calls.map((call) => ({ type: "tool-call" as const, ...call })),
        {
          type: "finish",
          reason: isCut ? "length" : reason,
          usage: isCut ? null : usage,
          ...(model === "" ? {} : { responseModel: model }),
          ...(id === "" ? {} : { responseId: id }),
        },
      ];
    },
  };
}

/** Everything that the model wrote in a chunk: what of it is the answer makes no difference to the bill. */
function writtenIn({ content, refusal, reasoning, reasoning_content, tool_calls }: Delta): string {
  const thought = [reasoning, reasoning_content].find((text) => typeof text === "string");
  const calls = (tool_calls ?? []).map(
    (call) => `${call.function?.name ?? ""}${call.function?.arguments ?? ""}`,
  );
  return [content ?? "", refusal ?? "", thought ?? "", ...calls].join("");
}

function toFinishReason(raw: string | null, hasToolCalls: boolean): FinishReason {
  // Several followers say "stop" although calls are waiting.
  if (raw === "stop" && hasToolCalls) return "tool-calls";
  return raw !== null && Object.hasOwn(FINISH_REASONS, raw) ? (FINISH_REASONS[raw] ?? "other") : "other";
}

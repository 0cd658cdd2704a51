/** How a reply of the loopback server looks on the wire. */
export type ServerReply = {
  readonly text?: string;
  readonly refusal?: string;
  readonly toolCalls?: readonly {
    readonly id?: string;
    readonly name: string;
    readonly argumentsText: string;
  }[];
  /** "stop", or "tool_calls" where there are some, unless said. */
  readonly finishReason?: string;
  /** Null leaves the usage out; unless said, it is the request's and reply's length in words. */
  readonly usage?: ServerUsage | null;
  /** The name of the model that answers; the one asked for unless said. */
  readonly model?: string;
  /** Instead of all that: the data of each event, verbatim, without the closing [DONE]. */
  readonly events?: readonly string[];
};

export type ServerUsage = {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cachedTokens?: number;
};

type Asked = {
  readonly call: number;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly content: string | null }[];
    readonly stream_options?: unknown;
  };
};

/** The data of each event of a streamed reply, [DONE] included. */
export function toEvents(
  reply: ServerReply,
  asked: Asked & { readonly chunkCharacters: number },
): readonly string[] {
  if (reply.events !== undefined) return [...reply.events, "[DONE]"];
  const { chunkCharacters } = asked;
  const deltas = [
    { role: "assistant", content: "" },
    ...split(reply.text ?? "", chunkCharacters).map((content) => ({ content })),
    ...split(reply.refusal ?? "", chunkCharacters).map((refusal) => ({ refusal })),
    ...toolDeltas(reply, asked),
  ];
  const usage = toUsage(reply, asked);
  const wantsUsage = JSON.stringify(asked.body.stream_options ?? null).includes('"include_usage":true');
  const choices = [
    ...deltas.map((delta) => ({ index: 0, delta, finish_reason: null })),
    { index: 0, delta: {}, finish_reason: finishReasonOf(reply) },
  ];
  const head = { ...headOf(reply, asked), object: "chat.completion.chunk" };
  return [
    ...choices.map((choice) => JSON.stringify({ ...head, choices: [choice] })),
    ...(wantsUsage && usage !== null ? [JSON.stringify({ ...head, choices: [], usage })] : []),
    "[DONE]",
  ];
}

/** The reply as one document, for a request without `stream`. */
export function toCompletion(reply: ServerReply, asked: Asked): unknown {
  const message = {
    role: "assistant",
    content: reply.text ?? null,
    refusal: reply.refusal ?? null,
    ...(reply.toolCalls === undefined
      ? {}
      : {
          tool_calls: reply.toolCalls.map(({ id, name, argumentsText }, index) => ({
            id: id ?? `call_${asked.call}_${index}`,
            type: "function",
            function: { name, arguments: argumentsText },
          })),
        }),
  };
  return {
    ...headOf(reply, asked),
    object: "chat.completion",
    choices: [{ index: 0, message, finish_reason: finishReasonOf(reply) }],
    ...(reply.usage === null ? {} : { usage: toUsage(reply, asked) }),
  };
}

function headOf(reply: ServerReply, { call, body }: Asked) {
  return { id: `chatcmpl-${call}`, created: 0, model: reply.model ?? body.model };
}

function finishReasonOf({ finishReason, toolCalls = [] }: ServerReply): string {
  return finishReason ?? (toolCalls.length > 0 ? "tool_calls" : "stop");
}

/** First each call's id and name with nothing else, then the arguments, the fragments of all calls in turn. */
function toolDeltas(
  { toolCalls = [] }: ServerReply,
  { call, chunkCharacters }: { readonly call: number; readonly chunkCharacters: number },
): readonly object[] {
  const heads = toolCalls.map(({ id, name }, index) => ({
    tool_calls: [
      { index, id: id ?? `call_${call}_${index}`, type: "function", function: { name, arguments: "" } },
    ],
  }));
  const fragments = toolCalls.flatMap(({ argumentsText }, index) =>
    split(argumentsText, chunkCharacters).map((text, turn) => ({ index, turn, text })),
  );
  return [
    ...heads,
    ...fragments
      .toSorted((a, b) => a.turn - b.turn)
      .map(({ index, text }) => ({ tool_calls: [{ index, function: { arguments: text } }] })),
  ];
}

function toUsage({ usage, text = "" }: ServerReply, { body }: Asked) {
  if (usage === null) return null;
  const promptTokens =
    usage?.promptTokens ?? countWords(body.messages.map(({ content }) => content).join(" "));
  const completionTokens = usage?.completionTokens ?? countWords(text);
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: usage?.cachedTokens ?? 0 },
  };
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

/** By code points, so that no character is torn apart. */
function split(text: string, size: number): readonly string[] {
  const characters = Array.from(text);
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(""),
  );
}

import type { Json } from "#core/base/json.ts";
import { createThoughtReader, type Passed } from "#core/domain/leading-thought.ts";
import type { CallMeter, FinishReason, ModelPart, ToolDefinition, Usage } from "#core/models/provider.ts";
import { readChunk, type Chunk, type Said } from "./chunk.ts";
import { fitCall } from "./fit-call.ts";
import { isKnown, readReason } from "./finish.ts";
import { MOST_CHUNKS, MOST_THOUGHT_CHARACTERS, MOST_TOOL_CALLS } from "./limits.ts";
import { createToolCallAssembler } from "./tool-calls.ts";
import { toUsage } from "./usage.ts";

export type Read = {
  /** What of the answer's text came. */
  readonly parts: readonly ModelPart[];
  /** Everything that was written. */
  readonly written: string;
};

/** How an answer stands: what is `broken` was given up by whoever wrote it, and is no answer. */
export type Standing = "open" | "whole" | "broken";

/** Reads the pieces of one answer. Only the first choice is read, as only one is asked for. */
export function createReplyReader(meter: CallMeter, offered: readonly ToolDefinition[] = []) {
  const toolCalls = createToolCallAssembler(offered.map(({ name }) => name));
  const facts = createFacts(meter);
  const words = createWords();
  const withoutRetelling = createRetelling();
  let finish = "";
  let isEnded = false;
  let hasRefused = false;
  let chunks = 0;
  let choices = 0;
  let hasMessage = false;

  const takeSaid = (given: Said): Read => {
    const said = withoutRetelling(given);
    choices += 1;
    hasMessage ||= given.isMessage;
    if (said.finish !== "") finish = said.finish;
    for (const fragment of said.calls) toolCalls.add(fragment);
    hasRefused ||= said.refusal !== "";
    const written = writtenIn(said);
    if (written !== "") meter.onWritten(written);
    return { parts: words.take(said), written };
  };
  return {
    /** What came in a piece, or null when it is no piece of an answer at all. */
    read: (raw: Json): Read | null => {
      const chunk = readChunk(raw);
      if (chunk === null) return null;
      chunks += 1;
      facts.take(chunk);
      return chunk.said === null ? { parts: [], written: "" } : takeSaid(chunk.said);
    },
    /** The endpoint says that nothing comes any more. */
    end: (): void => {
      isEnded = true;
    },
    /** So does a document that holds all of a message. */
    endMessage: (): void => {
      isEnded ||= hasMessage;
    },
    /** By what the answer so far is more than one may hold, or null. */
    excess: (): string | null => {
      if (toolCalls.count() > MOST_TOOL_CALLS) return `${MOST_TOOL_CALLS} tool calls`;
      return chunks > MOST_CHUNKS ? `${MOST_CHUNKS} pieces` : null;
    },
    /** Whether anything of an answer came. */
    hasBegun: (): boolean => choices > 0,
    /** Whole is what has a reason that we know, or was said to be over; half an answer is neither [M30]. */
    standing: (): Standing => {
      if (isKnown(finish)) return readReason(finish) === "broken" ? "broken" : "whole";
      return isEnded && choices > 0 ? "whole" : "open";
    },
    /** What follows the text, or null when the tool calls make no sense; `isCut` where we would take no more. */
    finish: (isCut: boolean): readonly ModelPart[] | null => {
      const calls = toolCalls.finish();
      if (calls === null) return null;
      const { held, thought, calledFor } = words.finish();
      const reason = hasRefused ? "refusal" : toFinishReason(finish, calls.length > 0);
      const { usage, ...names } = facts.all();
      return [
        ...toText(held),
        ...calls.map((call) => ({ type: "tool-call" as const, ...fitCall(call, offered) })),
        {
          type: "finish",
          reason: isCut ? "length" : reason,
          usage: isCut ? null : usage,
          ...(thought === "" ? {} : { thought }),
          ...(calledFor === "" || calls.length === 0 ? {} : { calledFor }),
          ...names,
        },
      ];
    },
  };
}

/** What the endpoint says of an answer beside it. */
function createFacts(meter: CallMeter) {
  let usage: Usage | null = null;
  let model = "";
  let id = "";
  return {
    take: (chunk: Chunk): void => {
      // Some send running totals in every chunk, OpenAI one in the last, so the last that is whole counts.
      usage = toUsage(chunk.usage) ?? usage;
      if (usage !== null) meter.onUsage(usage);
      if (model === "") model = chunk.model;
      if (id === "") id = chunk.id;
    },
    all: () => ({
      usage,
      ...(model === "" ? {} : { responseModel: model }),
      ...(id === "" ? {} : { responseId: id }),
    }),
  };
}

type NewlySaid = Omit<Said, "isMessage">;

/** What came in pieces is not taken again from a message that tells all of it at the end. */
function createRetelling(): (said: Said) => NewlySaid {
  const told = { text: false, calls: false };
  return ({ isMessage, ...said }) => {
    if (!isMessage) {
      told.text ||= said.text !== "";
      told.calls ||= said.calls.length > 0;
      return said;
    }
    return {
      ...said,
      ...(told.text ? { text: "", thought: "", calledFor: "" } : {}),
      ...(told.calls ? { calls: [] } : {}),
    };
  };
}

/** Tells the answer from what was thought before it; of that traces keep as much as somebody would read. */
function createWords() {
  const reader = createThoughtReader();
  const thoughts: string[] = [];
  const calledFor: string[] = [];
  let left = MOST_THOUGHT_CHARACTERS;
  const keep = (thought: string): void => {
    if (thought === "" || left <= 0) return;
    thoughts.push(thought.slice(0, left), ...(thought.length > left ? ["…"] : []));
    left -= thought.length;
  };
  return {
    take: ({ text, refusal, thought, calledFor: whole }: NewlySaid): readonly ModelPart[] => {
      keep(thought);
      if (whole !== "") calledFor.push(whole);
      const passed = text === "" ? NOTHING : reader.push(text);
      return [
        ...(passed.wasThought ? [{ type: "thought-end" as const }] : []),
        ...toText(passed.text + refusal),
      ];
    },
    finish: () => {
      const held = reader.end();
      keep(reader.thought());
      return { held, thought: thoughts.join(""), calledFor: calledFor.join("") };
    },
  };
}

const NOTHING: Passed = { text: "", wasThought: false };

function toText(text: string): readonly ModelPart[] {
  return text === "" ? [] : [{ type: "text-delta", text }];
}

/** Everything that the model wrote in a chunk: what of it is the answer makes no difference to the bill. */
function writtenIn({ text, refusal, thought, calls }: NewlySaid): string {
  const called = calls.map(({ name, given }) =>
    [name, given === null || typeof given === "string" ? (given ?? "") : JSON.stringify(given)].join(""),
  );
  return [text, refusal, thought, ...called].join("");
}

function toFinishReason(finish: string, hasToolCalls: boolean): FinishReason {
  const reason = readReason(finish);
  // Several followers say "stop" although calls are waiting, and some say nothing.
  if (hasToolCalls && (reason === "stop" || finish === "")) return "tool-calls";
  return reason === "broken" ? "other" : reason;
}

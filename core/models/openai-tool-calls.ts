import type { ToolCall } from "./provider.ts";

export type ToolCallFragment = {
  readonly index?: number | null | undefined;
  readonly id?: string | null | undefined;
  readonly function?:
    | { readonly name?: string | null | undefined; readonly arguments?: string | null | undefined }
    | null
    | undefined;
};

type OpenCall = { readonly index: number; id: string; name: string; readonly pieces: string[] };

/** Puts tool calls together from fragments of several calls in any mixture; their order is that of first sight. */
export function createToolCallAssembler() {
  const calls: OpenCall[] = [];
  return {
    add: (fragment: ToolCallFragment): void => {
      const call = findOpen(calls, fragment) ?? open(calls, fragment);
      if (call.id === "") call.id = fragment.id ?? "";
      if (call.name === "") call.name = fragment.function?.name ?? "";
      call.pieces.push(fragment.function?.arguments ?? "");
    },
    /** Null when a call never got a name: then nobody can tell what was asked for. */
    finish: (): readonly ToolCall[] | null =>
      calls.some(({ name }) => name === "") ? null : calls.map(toToolCall),
  };
}

function open(calls: OpenCall[], { index }: ToolCallFragment): OpenCall {
  const call: OpenCall = { index: index ?? 0, id: "", name: "", pieces: [] };
  calls.push(call);
  return call;
}

/**
 * The call a fragment continues. OpenAI tells calls apart by `index`; Ollama and Gemini have sent 0, or nothing, for
 * all of them. So a second id at the same index begins another call, and so does a second name where no ids are given.
 */
function findOpen(calls: readonly OpenCall[], fragment: ToolCallFragment): OpenCall | undefined {
  const last = calls.findLast((call) => call.index === (fragment.index ?? 0));
  if (last === undefined) return undefined;
  const id = fragment.id ?? "";
  const name = fragment.function?.name ?? "";
  if (id !== "" && last.id !== "") return calls.findLast((call) => call.id === id);
  return id === "" && last.id === "" && name !== "" && last.name !== "" ? undefined : last;
}

function toToolCall({ id, name, pieces }: OpenCall, position: number): ToolCall {
  return { callId: id === "" ? `call_${position}` : id, toolName: name, argumentsText: pieces.join("") };
}

import type { ToolCall } from "#core/models/provider.ts";

export type ToolCallFragment = {
  readonly index?: number | null | undefined;
  readonly id?: string | null | undefined;
  readonly function?:
    | { readonly name?: string | null | undefined; readonly arguments?: string | null | undefined }
    | null
    | undefined;
};

type OpenCall = { id: string; name: string; readonly pieces: string[] };

/** Puts tool calls together from fragments of several calls in any mixture; their order is that of first sight. */
export function createToolCallAssembler() {
  const calls: OpenCall[] = [];
  /** The newest call at each index, and under each id: a fragment is placed without a look at the others. */
  const byIndex = new Map<number, OpenCall>();
  const byId = new Map<string, OpenCall>();
  return {
    add: (fragment: ToolCallFragment): void => {
      const index = fragment.index ?? 0;
      let call = findOpen(fragment, { last: byIndex.get(index), byId });
      if (call === undefined) {
        call = { id: "", name: "", pieces: [] };
        calls.push(call);
        byIndex.set(index, call);
      }
      if (call.id === "") call.id = fragment.id ?? "";
      if (call.id !== "") byId.set(call.id, call);
      if (call.name === "") call.name = fragment.function?.name ?? "";
      call.pieces.push(fragment.function?.arguments ?? "");
    },
    count: (): number => calls.length,
    /** Null when a call never got a name: then nobody can tell what was asked for. */
    finish: (): readonly ToolCall[] | null =>
      calls.some(({ name }) => name === "") ? null : calls.map(toToolCall),
  };
}

type Known = { readonly last: OpenCall | undefined; readonly byId: ReadonlyMap<string, OpenCall> };

/**
 * The call a fragment continues. OpenAI tells calls apart by `index`; Ollama and Gemini have sent 0, or nothing, for
 * all of them. So a second id at the same index begins another call, and so does a second name where no ids are given.
 */
function findOpen(fragment: ToolCallFragment, { last, byId }: Known): OpenCall | undefined {
  if (last === undefined) return undefined;
  const id = fragment.id ?? "";
  const name = fragment.function?.name ?? "";
  if (id !== "" && last.id !== "") return byId.get(id);
  return id === "" && last.id === "" && name !== "" && last.name !== "" ? undefined : last;
}

function toToolCall({ id, name, pieces }: OpenCall, position: number): ToolCall {
  return { callId: id === "" ? `call_${position}` : id, toolName: name, argumentsText: pieces.join("") };
}

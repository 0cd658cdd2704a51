/** What the stand-in answers before it is cut into a stream. */
export type Reply = {
  readonly text: string;
  readonly toolCalls: readonly {
    readonly callId: string;
    readonly toolName: string;
    readonly arguments: unknown;
  }[];
};

export function textReply(text: string): Reply {
  return { text, toolCalls: [] };
}

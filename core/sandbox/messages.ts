import { z } from "zod";

/**
 * What parent and child say to each other. JSON that comes from or goes to the guest travels as text inside a
 * string, so nothing a guest writes can become a field of a message. The parent parses everything the child says.
 */
export type RunMessage = {
  readonly type: "run";
  readonly id: number;
  readonly code: string;
  readonly entry: string;
  /** JSON text; null: only load the code and look for the entry. */
  readonly input: string | null;
  readonly granted: readonly string[];
  readonly seed: number;
  readonly timeoutMs: number;
};

/** What a capability answered: JSON text of its result, or of a CapabilityError. */
export type AnswerMessage = {
  readonly type: "answer";
  readonly id: number;
  readonly request: number;
  readonly ok: boolean;
  readonly text: string;
};

/** Nobody waits for the call any more. */
export type StopMessage = { readonly type: "stop"; readonly id: number };

export type CapabilityError = { readonly code: string; readonly message: string };

export type ParentMessage = RunMessage | AnswerMessage | StopMessage;

const endShape = {
  id: z.int(),
  logs: z.array(z.string()),
  /** True when something in the child itself broke: it must be replaced. */
  retire: z.boolean(),
};

/** The failures a child may report; that it was killed or has crashed is for the parent to say. */
const childFailureKindSchema = z.enum([
  "threw",
  "bad-output",
  "never-settles",
  "compile",
  "timeout",
  "memory",
  "stack",
  "output-too-large",
  "too-many-calls",
  "denied",
]);
export type ChildFailureKind = z.infer<typeof childFailureKindSchema>;

export const childMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({
    type: z.literal("request"),
    id: z.int(),
    request: z.int(),
    name: z.string(),
    args: z.string(),
  }),
  z.object({ type: z.literal("done"), ...endShape, output: z.string() }),
  z.object({ type: z.literal("failed"), ...endShape, kind: childFailureKindSchema, message: z.string() }),
]);
export type ChildMessage = z.infer<typeof childMessageSchema>;

import { z } from "zod";

/** What a file of traces, or a request that a program sent, came to. */
export const importedTracesSchema = z.object({
  /** How many spans were kept, and how many were there already, sent once before. */
  spans: z.int(),
  known: z.int(),
  /** At most a hundred of those that got any; `tracesCount` is how many did. */
  traces: z.array(z.object({ trace: z.string(), name: z.string(), spans: z.int(), isNew: z.boolean() })),
  tracesCount: z.int(),
  /** Spans that were not kept, some of them with why. */
  refusedCount: z.int(),
  refused: z.array(z.object({ name: z.string(), reason: z.string() })),
  /** What of them means something here, so that the window can show it in our words. */
  understood: z.object({
    spans: z.int(),
    modelCalls: z.int(),
    toolCalls: z.int(),
    /** Of the model calls. */
    withTokens: z.int(),
    withMessages: z.int(),
    /** Attributes that are kept and shown as they came, the most frequent ones. */
    unknown: z.array(z.object({ name: z.string(), spans: z.int() })),
  }),
});
export type ImportedTraces = z.infer<typeof importedTracesSchema>;

/**
 * A file on the machine of the workspace, by its absolute path; the bytes of a file that a window has read; or the body of a
 * request that a program sent, in the encoding that it names.
 */
export const traceSourceSchema = z.union([
  z.strictObject({ path: z.string().min(1).max(4096) }),
  z.strictObject({ base64: z.base64().max(28_000_000), name: z.string().max(1000).default("") }),
  z.strictObject({
    base64: z.base64().max(28_000_000),
    encoding: z.enum(["protobuf", "json"]),
    isPacked: z.boolean().default(false),
  }),
]);
export type TraceSource = z.output<typeof traceSourceSchema>;

/** Where programs may send spans by OTLP, and what came in since it was switched on. */
export const receiverSchema = z.object({
  /** False where this host takes none at all. */
  canReceive: z.boolean(),
  /** Of 127.0.0.1; null while it is off. */
  port: z.int().nullable(),
  received: z.object({
    taken: z.int(),
    refused: z.int(),
    /** Requests of logs or metrics, of which nothing is kept. */
    passedOver: z.int(),
    spans: z.int(),
    refusedSpans: z.int(),
    understood: importedTracesSchema.shape.understood,
    traces: z.array(z.object({ trace: z.string(), name: z.string() })),
    lastRefusal: z.string().nullable(),
  }),
});
export type ReceiverDocument = z.infer<typeof receiverSchema>;

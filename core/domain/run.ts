import { z } from "zod";
import { jsonValueSchema } from "./content/head.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import { resourceKeySchema, type ResourceKey } from "./resource.ts";
import type { Spend } from "./spend.ts";

/** One execution of an agent on one task, with the one trace it owns. */
export type Run = {
  readonly id: string;
  readonly trace: string;
  readonly agent: ResourceKey;
  /** Hash of the closure: every version in force, the model and the runtime. */
  readonly closure: string;
  readonly input: string | Readonly<Record<string, string>>;
  /** Null when the run failed before it had one. */
  readonly output: Json;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
  readonly seed: number;
  readonly steps: number;
  readonly spend: Spend;
  readonly startedAt: number;
  readonly durationMs: number;
  /** SHA-256 of the canonical state in which it left each environment; absent where there was none to see. */
  readonly finalStates?: Readonly<Record<ResourceKey, string>>;
  /** Where several models might answer its calls: how many each of them did, by PROVIDER/NAME. */
  readonly answeredBy?: AnsweredCounts;
};

/** How many calls each model answered, by PROVIDER/NAME. */
export type AnsweredCounts = Readonly<Record<string, number>>;

/** An OpenTelemetry span as it is kept: ids in hex, times in microseconds since the Unix epoch. */
export type SpanRecord = {
  readonly trace: string;
  readonly span: string;
  readonly parent: string | null;
  readonly name: string;
  readonly kind: "internal" | "client" | "server" | "producer" | "consumer";
  readonly startUs: number;
  /** Null while it is open. */
  readonly endUs: number | null;
  readonly error: string | null;
  readonly attributes: Readonly<Record<string, Json>>;
};

/** How a span crosses a boundary; times are microseconds since the Unix epoch. */
export const spanRecordSchema: z.ZodType<SpanRecord> = z.object({
  trace: z.string(),
  span: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  kind: z.enum(["internal", "client", "server", "producer", "consumer"]),
  startUs: z.number(),
  endUs: z.number().nullable(),
  error: z.string().nullable(),
  attributes: z.record(z.string(), jsonValueSchema),
});

/** SHA-256 of the canonical state in which a run left each environment, by environment key. */
export const finalStatesSchema = z.record(resourceKeySchema, z.string());

import { z } from "zod";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { verdictSchema } from "#core/domain/gate/report.ts";
import { LIFECYCLES } from "#core/domain/lifecycle.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { timeSchema } from "./shapes.ts";

const momentSchema = z
  .object({ commit: z.string(), message: z.string(), at: timeSchema, author: z.string() })
  .nullable();

/** How a resource stands at a commit. */
export const resourceStateSchema = z.object({
  resource: resourceKeySchema,
  version: z.string(),
  label: z.string(),
  lifecycle: z.enum(LIFECYCLES),
  /** The commits that put this version in force, and this state; null where history does not tell. */
  since: z.object({ version: momentSchema, lifecycle: momentSchema }),
  usedBy: z.array(resourceKeySchema),
  /** What was measured with this version in force. */
  evidence: z.object({
    /** Sealed ones are not counted. */
    runs: z.int(),
    assessments: z.array(
      z.object({
        proposal: z.string(),
        verdict: verdictSchema,
        dataset: z.string(),
        at: timeSchema,
        /** In which of the two compared systems it was. */
        side: z.enum(["both", "baseline", "candidate"]),
      }),
    ),
    evaluations: z.array(
      z.object({
        commit: z.string(),
        dataset: z.string(),
        model: z.string(),
        items: z.int(),
        at: timeSchema,
      }),
    ),
  }),
  /** Of an environment: what each run begins in, and the digest of that; null where it cannot be told at once. */
  begins: z.object({ state: jsonValueSchema, digest: z.string().nullable() }).nullable(),
  /** Of an environment and a run: what is known of the state in which the run left it. Its digest alone is kept. */
  left: z
    .object({
      run: z.string(),
      trace: z.string(),
      at: timeSchema,
      version: z.string(),
      /** Null where there was none to see. */
      digest: z.string().nullable(),
      /** It is what the run began in; null where that is not known. */
      isAsBegun: z.boolean().nullable(),
    })
    .nullable(),
  /** Of a memory: what an agent is told of it, and how much of what it holds that is. */
  serves: z.object({ text: z.string(), tokens: z.int(), records: z.int(), served: z.int() }).nullable(),
});
export type ResourceStateDocument = z.infer<typeof resourceStateSchema>;

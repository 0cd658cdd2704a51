import { z } from "zod";

/** The form of an answer that may also be why there is none. */
export function resultAnswer<T>(value: z.ZodType<T>) {
  return z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: z.string() }),
  ]);
}

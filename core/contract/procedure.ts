import { oc } from "@orpc/contract";
import { z } from "zod";
import { ERROR_CODES, type ErrorCode } from "#core/base/error-codes.ts";
import { WAYS } from "#core/base/ways.ts";

const errorCodeSchema = z.custom<ErrorCode>(
  (value) => typeof value === "string" && Object.hasOwn(ERROR_CODES, value),
);

/** How any failure of ours crosses a process: one wire error, with our code and the hint as data. */
export const refusalSchema = z.object({
  code: errorCodeSchema,
  hint: z.string(),
  /** Where that is done: callers say it in words of their own place. */
  way: z.enum(WAYS).optional(),
});

/** What every procedure of the contract starts from. */
export const procedure = oc.errors({ REFUSED: { data: refusalSchema } });

import { expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { ERROR_CODES, type ErrorCode } from "#core/base/error-codes.ts";

it.each(Object.keys(ERROR_CODES) as ErrorCode[])("[C3] %s leaves with a hint, whoever reports it", (code) => {
  expect(new AppError(code, "It failed.").hint).toMatch(/^\S.*[.]$/);
  expect(new AppError(code, "It failed.", { hint: "Do better." }).hint).toBe("Do better.");
});

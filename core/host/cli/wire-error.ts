import { ORPCError } from "@orpc/client";
import { AppError } from "#core/base/app-error.ts";
import { describeIssues, type Issue } from "#core/base/word-issue.ts";
import { refusalSchema } from "#core/contract/procedure.ts";

/** What a call of the contract threw, as the AppError it was on the other side. */
export function fromWireError(thrown: unknown): unknown {
  if (!isWireError(thrown)) return thrown;
  const refusal = refusalSchema.safeParse(thrown.data);
  if (refusal.success) {
    const { code, hint, way } = refusal.data;
    return new AppError(code, thrown.message, { hint, way, cause: thrown });
  }
  if (thrown.code === "BAD_REQUEST") {
    return new AppError("input-invalid", `The request is not well formed: ${issuesOf(thrown)}`, {
      cause: thrown,
    });
  }
  return thrown;
}

function isWireError(thrown: unknown): thrown is ORPCError<string, unknown> {
  return thrown instanceof ORPCError;
}

function issuesOf(error: ORPCError<string, unknown>): string {
  const { issues } = (error.data ?? {}) as { readonly issues?: readonly Issue[] };
  return issues === undefined ? error.message : describeIssues(issues);
}

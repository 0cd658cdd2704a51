import { ORPCError } from "@orpc/client";
import { AppError } from "#core/base/app-error.ts";
import { describeIssues, type Issue } from "#core/base/word-issue.ts";
import { refusalSchema } from "#core/contract/procedure.ts";
import { hintHere } from "./hint-here.ts";
import type { Problem } from "#renderer/ui/problem.ts";

/** Whatever a call of the contract threw. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof ORPCError) {
    const refusal = refusalSchema.safeParse(thrown.data);
    if (refusal.success) {
      const { code } = refusal.data;
      return { code, message: thrown.message, hint: hintHere(refusal.data) };
    }
    if (thrown.code === "BAD_REQUEST") {
      const { issues = [] } = (thrown.data ?? {}) as { readonly issues?: readonly Issue[] };
      const message = ["The request is not well formed", describeIssues(issues)].filter(Boolean).join(": ");
      return { code: "input-invalid", message: `${message}.`, hint: "" };
    }
    return { code: "internal", message: thrown.message, hint: "The host's terminal says more." };
  }
  // Of what was answered, and is not what it should be.
  if (thrown instanceof AppError) {
    return { code: thrown.code, message: thrown.message, hint: hintHere(thrown) };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "unreachable", message, hint: "Check that the host still runs, then try again." };
}

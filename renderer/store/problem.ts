import { ORPCError } from "@orpc/client";
import { AppError } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { describeIssues, type Issue } from "#core/base/word-issue.ts";
import { refusalSchema } from "#core/contract/procedure.ts";
import { modelStrings } from "#renderer/strings/models.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { hintHere } from "./hint-here.ts";
import type { Problem } from "#renderer/ui/problem.ts";

/** Of what a call of the contract can throw, what tells of a fault in the program. Whatever else it is comes from the connection. */
const FAULTS = [TypeError, RangeError, ReferenceError, SyntaxError];

/** What is put right where connections are: their keys, addresses and what they do not take [V19]. */
const OF_CONNECTIONS: ReadonlySet<ErrorCode> = new Set([
  "connection-untrusted",
  "model-unknown",
  "model-key-missing",
  "model-account-refused",
  "model-refused",
  "model-unavailable",
  "model-rate-limited",
  "model-malformed",
  "model-timeout",
]);

function linkOf(code: ErrorCode): Pick<Problem, "link"> {
  if (!OF_CONNECTIONS.has(code)) return {};
  return { link: { label: modelStrings.openConnections, href: "#/settings/connections" } };
}

/** Whatever a call of the contract threw. What broke a connection is said in our words: a library's own help nobody. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof ORPCError) {
    const refusal = refusalSchema.safeParse(thrown.data);
    if (refusal.success) {
      const { code } = refusal.data;
      return { code, message: thrown.message, hint: hintHere(refusal.data), ...linkOf(code) };
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
    return { code: thrown.code, message: thrown.message, hint: hintHere(thrown), ...linkOf(thrown.code) };
  }
  if (thrown instanceof Error && FAULTS.some((fault) => thrown instanceof fault))
    return { code: "internal", message: thrown.message, hint: "" };
  return { code: "unreachable", ...uiStrings.connectionBroke };
}

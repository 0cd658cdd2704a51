import type { Part } from "./hunk.ts";
import type { Proposal } from "#renderer/store/shared-queries.ts";

/** What may be done about a proposal now; the one that leads stands at the right of the desk's bar. */
export type NextStep =
  /** Nothing: it is decided, or could not be assessed. */
  | { readonly kind: "none" }
  | { readonly kind: "assessing" }
  /** `again`: there is evidence, but about another system than the head. */
  | { readonly kind: "assess"; readonly again: boolean }
  /** The head changed what it changes: it can be edited there or rejected, and nothing else. */
  | { readonly kind: "obstacle" }
  /** Hunks were left out: what remains is a proposal of its own. */
  | { readonly kind: "derive"; readonly taken: number; readonly total: number }
  /** Every hunk was left out: there is nothing to propose. */
  | { readonly kind: "nothing-taken" }
  | { readonly kind: "approve" }
  /** Against the gate: it asks for a reason. */
  | { readonly kind: "override" }
  | { readonly kind: "reopen" };

type Subject = Pick<Proposal, "status" | "verdict" | "isStale" | "obstacle">;

export function nextStep(
  { status, verdict, isStale, obstacle }: Subject,
  hunks: { readonly taken: number; readonly total: number },
): NextStep {
  switch (status) {
    case "deferred":
      return { kind: "reopen" };
    case "assessing":
      return { kind: "assessing" };
    case "draft":
      return obstacle === null ? { kind: "assess", again: false } : { kind: "obstacle" };
    case "waiting": {
      if (obstacle !== null) return { kind: "obstacle" };
      if (hunks.taken === 0 && hunks.total > 0) return { kind: "nothing-taken" };
      if (hunks.taken < hunks.total) return { kind: "derive", ...hunks };
      if (isStale) return { kind: "assess", again: true };
      return { kind: verdict === "accept" ? "approve" : "override" };
    }
    case "approved":
    case "rejected":
    case "sent-back":
    case "superseded":
    case "refused":
    case "failed":
      return { kind: "none" };
  }
}

/** A draft too: notes and variants that nobody wants need not be paid for first. */
export function mayReject({ status }: Pick<Proposal, "status">): boolean {
  return status === "waiting" || status === "draft";
}

/** A variant of one that is open, assessed or not. */
export function mayEdit({ status }: Pick<Proposal, "status">, parts: readonly Part[]): boolean {
  return (status === "waiting" || status === "draft") && isEditable(parts);
}

/** Texts are edited here; records and settings are not. */
export function isEditable(parts: readonly Part[]): boolean {
  return parts.some(({ form }) => form !== "json");
}

/** Sending back and deferring are for what waits. */
export function mayRefuse({ status }: Pick<Proposal, "status">): boolean {
  return status === "waiting";
}

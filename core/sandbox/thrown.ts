import type { ChildFailureKind } from "./messages.ts";
import type { ThrownDescription } from "./prelude.ts";

/** What only the host knows about the moment something was thrown. */
export type ThrownContext = {
  /** The kind when nothing below fits. */
  readonly otherwise: ChildFailureKind;
  /** The code was being loaded, so a syntax error is the code's own. */
  readonly isLoading: boolean;
  readonly wasDenied: boolean;
};

export type Thrown = { readonly kind: ChildFailureKind; readonly message: string };

/** A guest can forge any of these by throwing a look-alike; all it gains is a different word in its own failure. */
export function classifyThrown(thrown: ThrownDescription, context: ThrownContext): Thrown {
  return { kind: kindOf(thrown, context), message: toMessage(thrown) };
}

function kindOf({ name, message, stack }: ThrownDescription, context: ThrownContext): ChildFailureKind {
  if (name === "InternalError") {
    if (message === "out of memory" || message === "string too long") return "memory";
    if (message === "stack overflow") return "stack";
  }
  if (name === "CapabilityDenied" && context.wasDenied) return "denied";
  // The engine's frames of running code name a function in parentheses; those of the parser don't.
  const isFromParser = (name === "SyntaxError" || name === "ReferenceError") && !stack.includes("(");
  return context.isLoading && isFromParser ? "compile" : context.otherwise;
}

function toMessage({ name, message, stack }: ThrownDescription): string {
  // The export that source.ts adds has nothing to export.
  const missing = /^exported variable '(.+)' does not exist$/.exec(message)?.[1];
  if (missing !== undefined) return `the code has no function named \`${missing}\``;
  const line = /tool\.ts:(\d+)/.exec(stack)?.[1];
  const place = line === undefined ? "" : ` (line ${line})`;
  return `${name === "" ? "" : `${name}: `}${message}${place}`;
}

/** A broken invariant of our own: a bug, never something a user did. It is not caught below the top. */
export class BugError extends Error {
  override readonly name = "BugError";
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new BugError(message);
}

/** The value, or a BugError that says what was missing. */
export function assertDefined<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new BugError(`${what} is missing`);
  return value;
}

/** The default branch of a switch over a union: adding a member without a case fails to compile. */
export function assertNever(value: never): never {
  throw new BugError(`unexpected value: ${JSON.stringify(value)}`);
}

/** A signal that never fires, for callers that cannot cancel. */
export const NEVER = new AbortController().signal;

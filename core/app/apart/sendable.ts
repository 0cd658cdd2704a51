/** A fault as another thread can be sent it: an error with its stack and what caused it, else its text. */
export function toSendable(fault: unknown): unknown {
  if (!(fault instanceof Error)) return String(fault);
  const sendable = new Error(fault.message);
  sendable.stack = fault.stack ?? fault.message;
  if (fault.cause !== undefined) sendable.cause = toSendable(fault.cause);
  return sendable;
}

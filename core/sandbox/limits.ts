/** What one call may use. All of it is enforced in the child, and the sizes again by the parent. */
export type SandboxLimits = {
  /** WebAssembly memory of the guest: its heap, its strings, its buffers. */
  readonly memoryMb: number;
  /** The guest's call stack. Above 128 the host's own stack overflows first (measured with nested parsing). */
  readonly stackKb: number;
  /** JavaScript heap of the child itself. */
  readonly childHeapMb: number;
  readonly maxCodeChars: number;
  /** JSON text of the input, and of what a capability answers. */
  readonly maxInputChars: number;
  /** JSON text of the output, and of what is handed to a capability. */
  readonly maxOutputChars: number;
  readonly maxLogChars: number;
  readonly maxErrorChars: number;
  /** Per call, granted or not. */
  readonly maxCapabilityCalls: number;
  /** Children alive at once; each runs one call at a time, further calls wait. */
  readonly maxProcesses: number;
  readonly startTimeoutMs: number;
  /**
   * How long past its time on the wall a child may stay silent before it is killed: native code can't be interrupted.
   * Long, because on a busy machine an honest child may have to wait for its turn.
   */
  readonly killGraceMs: number;
  /** In which a child whose call was called off has to be done with it, or it is killed. Most calls take a millisecond. */
  readonly stopGraceMs: number;
};

export const DEFAULT_LIMITS: SandboxLimits = {
  memoryMb: 64,
  stackKb: 128,
  childHeapMb: 96,
  maxCodeChars: 200_000,
  maxInputChars: 2_000_000,
  maxOutputChars: 1_000_000,
  maxLogChars: 10_000,
  maxErrorChars: 2_000,
  maxCapabilityCalls: 200,
  maxProcesses: 2,
  startTimeoutMs: 15_000,
  killGraceMs: 5_000,
  stopGraceMs: 1_000,
};

/** Upper bound of one honest message: JSON text inside JSON at most doubles. Anything longer ends the child. */
export function maxMessageChars(limits: SandboxLimits): number {
  return 2 * (limits.maxOutputChars + limits.maxLogChars + limits.maxErrorChars) + 10_000;
}

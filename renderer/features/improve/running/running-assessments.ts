/** Assessments that this window asked for and can therefore end; by proposal. */
const running = new Map<string, AbortController>();

export function beginAssessing(proposal: string): AbortSignal {
  const controller = new AbortController();
  running.set(proposal, controller);
  return controller.signal;
}

export function endAssessing(proposal: string): void {
  running.delete(proposal);
}

export function canStopAssessing(proposal: string): boolean {
  return running.has(proposal);
}

export function stopAssessing(proposal: string): void {
  running.get(proposal)?.abort();
}

import { AppError } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { MemoryRecord } from "#core/domain/content/memory.ts";
import type { PromptContent } from "#core/domain/content/prompt.ts";
import type { ModelTurn } from "#core/models/collect-turn.ts";
import { buildDistillRequest, type DistillRequest } from "./distill-request.ts";
import { pickNewEvents, type MemoryEvent } from "./memory-event.ts";
import { isNearDuplicate } from "./near-duplicate.ts";
import { readInsights, type CandidateRecord } from "./read-insights.ts";

export type DistillOptions = {
  readonly events: readonly MemoryEvent[];
  /** The records the memory holds already. */
  readonly existing: readonly MemoryRecord[];
  /** The rememberer's prompt, a resource like any other. */
  readonly prompt: PromptContent;
  /** Makes the call: reserved, recorded and journalled by whoever hands it in. */
  readonly model: (request: DistillRequest) => Promise<Pick<ModelTurn, "text" | "reason">>;
  /** Fewer events than this that no record tells of yet are not worth a call. */
  readonly minNewEvents: number;
  /** Shown to the model at most. */
  readonly maxEvents: number;
  readonly maxCandidates: number;
};

export type Distillation = {
  /** New records, the most important first. They reach a memory only through a proposal. */
  readonly candidates: readonly CandidateRecord[];
  /** The runs that are not new the next time. A call that may succeed later leaves them new. */
  readonly shownRuns: readonly string[];
  /** Why there is nothing, or less than the model gave; empty when all went well. */
  readonly reasons: readonly string[];
};

/**
 * Turns what runs taught into candidate records, by one model call, when enough is new. It never writes. A model
 * that refuses, fails or answers with something else yields no candidates and a reason; cancellation, an exhausted
 * budget and defects are thrown, for they end more than this.
 */
export async function distill(options: DistillOptions): Promise<Distillation> {
  const fresh = pickNewEvents(options.events, options.existing);
  if (fresh.length < Math.max(1, options.minNewEvents)) {
    return nothing([], `only ${fresh.length} new runs, and ${options.minNewEvents} are worth a look`);
  }
  const events = fresh.slice(0, options.maxEvents);
  const shownRuns = events.map(({ run }) => run);
  const reply = await ask(options, buildDistillRequest({ ...options, events }));
  if (!reply.ok) return nothing(reply.error.isRetryable ? [] : shownRuns, reply.error.reason);
  const runOf = new Map(events.flatMap(({ run, spans }) => spans.map(({ span }) => [span, run] as const)));
  const read = readInsights(reply.value, runOf);
  if (!read.ok) return nothing(shownRuns, read.error);
  const candidates = mergeRepeats(read.value.candidates, options.existing);
  return {
    candidates: candidates.slice(0, options.maxCandidates),
    shownRuns,
    reasons: read.value.dropped,
  };
}

type NoReply = { readonly reason: string; readonly isRetryable: boolean };

async function ask({ model }: DistillOptions, request: DistillRequest): Promise<Result<string, NoReply>> {
  try {
    const { text, reason } = await model(request);
    if (reason === "content-filter") return err({ reason: "the model refused", isRetryable: false });
    if (reason === "length")
      return err({ reason: "the reply was cut off at its token limit", isRetryable: false });
    return ok(text);
  } catch (error) {
    if (!(error instanceof AppError) || !isModelFailure(error.code)) throw error;
    return err({ reason: `the model gave no reply: ${error.message}`, isRetryable: error.retryable });
  }
}

/** What no other call could answer either: those end more than this one. */
const FOR_GOOD: ReadonlySet<ErrorCode> = new Set([
  "model-key-missing",
  "model-account-refused",
  "model-unknown",
]);

function isModelFailure(code: ErrorCode): boolean {
  return code.startsWith("model-") && !FOR_GOOD.has(code);
}

/**
 * One candidate of each group that says the same: the most important one's words, the spans of all. What the memory
 * says already is left out.
 */
function mergeRepeats(
  candidates: readonly CandidateRecord[],
  existing: readonly MemoryRecord[],
): readonly CandidateRecord[] {
  const kept: CandidateRecord[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.importance - a.importance)) {
    if (existing.some(({ text }) => isNearDuplicate(text, candidate.text))) continue;
    const at = kept.findIndex(({ text }) => isNearDuplicate(text, candidate.text));
    const twin = kept[at];
    if (twin === undefined) kept.push(candidate);
    else kept[at] = withSpansOf(twin, candidate);
  }
  return kept;
}

function withSpansOf(record: CandidateRecord, { provenance: { spans } }: CandidateRecord): CandidateRecord {
  const { provenance } = record;
  return { ...record, provenance: { ...provenance, spans: [...new Set([...provenance.spans, ...spans])] } };
}

function nothing(shownRuns: readonly string[], reason: string): Distillation {
  return { candidates: [], shownRuns, reasons: [reason] };
}

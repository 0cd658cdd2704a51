import { AppError } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { err, type Result } from "#core/base/result.ts";
import type { MemoryRecord } from "#core/domain/content/memory.ts";
import { buildDistillQuestion } from "./distill-question.ts";
import { pickNewEvents, type MemoryEvent } from "./memory-event.ts";
import { isNearDuplicate } from "./near-duplicate.ts";
import type { CandidateRecord } from "./read-insights.ts";
import type { AskModel } from "./strategies/strategy.ts";

export type DistillOptions = {
  readonly events: readonly MemoryEvent[];
  /** The records the memory holds already. */
  readonly existing: readonly MemoryRecord[];
  readonly ask: AskModel;
  /** Fewer events than this that no record tells of yet are not worth a call. */
  readonly minNewEvents: number;
  /** Shown to the model at most. */
  readonly maxEvents: number;
  readonly maxCandidates: number;
};

export type Distillation = {
  /** New records, the most important first. They reach a memory only through a proposal. */
  readonly candidates: readonly CandidateRecord[];
  /** Why there is nothing, or less than the model gave; empty when all went well. */
  readonly reasons: readonly string[];
};

/**
 * Turns what runs taught into candidate records, by one question to a model, when enough is new. It never writes. A
 * model that refuses, fails or answers with something else yields no candidates and a reason; cancellation, an exhausted
 * budget and defects are thrown, for they end more than this.
 */
export async function distill(options: DistillOptions): Promise<Distillation> {
  const { existing, minNewEvents, maxEvents, maxCandidates } = options;
  const fresh = pickNewEvents(options.events, existing);
  if (fresh.length < Math.max(1, minNewEvents)) {
    return nothing(`only ${fresh.length} new runs, and ${minNewEvents} are worth a look`);
  }
  const question = buildDistillQuestion({ events: fresh.slice(0, maxEvents), existing, maxCandidates });
  const answer = await orWhyNot(async () => options.ask(question));
  if (!answer.ok) return nothing(answer.error);
  const candidates = mergeRepeats(answer.value.candidates, existing);
  return { candidates: candidates.slice(0, maxCandidates), reasons: answer.value.dropped };
}

async function orWhyNot<T>(ask: () => Promise<Result<T, string>>): Promise<Result<T, string>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AppError) || !isModelFailure(error.code)) throw error;
    return err(`the model gave no reply: ${error.message}`);
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

function nothing(reason: string): Distillation {
  return { candidates: [], reasons: [reason] };
}

import type { EvaluationDocument } from "#core/contract/evaluations.ts";
import type { Author } from "#core/domain/author.ts";
import { evaluationRecordSchema, type EvaluationRecord } from "#core/domain/evaluation-record.ts";
import { toAgentKey, type ResourceKey } from "#core/domain/resource.ts";
import type { AuditEntry } from "#core/store/audit.ts";
import { damagedRow } from "#core/store/stored-text.ts";
import type { Store } from "#core/store/store.ts";
import { toIso, toSpendDocument } from "./documents.ts";
import { listEvaluationEvents, recordEvaluation, type Evaluated } from "./measured.ts";
import { tellsOfAll } from "./small-figures.ts";
import { listSystems, systemOfClosure } from "./system-of.ts";

type Kept = Omit<EvaluationRecord, "by" | "event" | "commit" | "closure" | "dataset" | "model">;
export type EvaluationToKeep = Kept &
  Evaluated & {
    readonly by: Author;
    /** Its items were chosen for what they are: what they say is not of the whole. */
    readonly isChosen: boolean;
  };

/**
 * Puts an evaluation on record, whatever its split: in the audit chain, which vouches for it, and where it says something of
 * a commit as a whole also in the series of scores [A21].
 */
export function keepEvaluation(store: Store, at: number, evaluated: EvaluationToKeep): void {
  const { outcomes: _outcomes, isChosen, ...record } = evaluated;
  // Train items taught the system, and what a sealed split said is told once, to who asked: neither is part of the series.
  const isOfSeries = record.split === "validation" && !record.hasEdits && !isChosen;
  store.durable(() => {
    const event = isOfSeries ? recordEvaluation(store, at, evaluated) : null;
    store.audit.append({ at, type: "evaluation", body: { ...record, event } });
  });
}

/**
 * Everything that was ever evaluated outside sessions, newest first; those of test, and of some of validation, for people
 * alone [A5, A25].
 */
export function listEvaluations(
  store: Store,
  caller: Author,
  wanted: { readonly dataset?: string | undefined; readonly agent?: string | undefined } = {},
): readonly EvaluationDocument[] {
  const records = store.audit.ofType("evaluation").map((entry) => ({ entry, record: readRecord(entry) }));
  const kept = new Set(records.map(({ record }) => record.event));
  const known = records.map(({ entry, record }) => toDocument(entry, record));
  const older = listEvaluationEvents(store).filter(({ seq }) => !kept.has(seq));
  return [...known, ...older.map(toOlderDocument)]
    .filter(({ dataset, split, estimate: { n } }) => tellsOfAll(store, caller, { dataset, split, n }))
    .filter(({ dataset }) => wanted.dataset === undefined || dataset === wanted.dataset)
    .filter(({ agent }) => wanted.agent === undefined || agent === toAgentKey(wanted.agent))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** Every commit that holds what an evaluation measured, oldest first. */
export function holdersOf(store: Store, { closure: id, agent }: EvaluationDocument): readonly string[] {
  const closure = id === null ? null : store.runs.closure(id);
  if (closure === null) return [];
  const measured = systemOfClosure(closure);
  return listSystems(store, agent).flatMap(({ commit, system }) => (system === measured ? [commit] : []));
}

function readRecord({ seq, body }: AuditEntry): EvaluationRecord {
  const read = evaluationRecordSchema.safeParse(body);
  if (read.success) return read.data;
  throw damagedRow(`entry ${seq} of the audit chain is no evaluation`);
}

function toDocument({ seq, at }: AuditEntry, record: EvaluationRecord): EvaluationDocument {
  const { event: _event, estimate, spend, ...rest } = record;
  return {
    ...rest,
    id: String(seq),
    at: toIso(at),
    estimate: { ...estimate },
    spend: toSpendDocument(spend),
  };
}

/** Of before evaluations were kept whole: what its event says. */
function toOlderDocument(event: ReturnType<typeof listEvaluationEvents>[number]): EvaluationDocument {
  const { seq, at, agent, commit, closure, model, dataset, estimate } = event;
  const unknown = { by: null, seed: null, isFresh: null, isPart: null, correct: null, errors: null };
  return {
    ...unknown,
    ...{ id: `event-${seq}`, at: toIso(at), agent: agent satisfies ResourceKey, commit },
    ...{ closure: closure ?? null, hasEdits: false, model, dataset, split: "validation" },
    ...{ estimate: { ...estimate }, cached: null, spend: null },
  };
}

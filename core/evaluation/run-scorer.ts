import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Score, Scorer, ScoringFailure } from "#core/domain/dataset.ts";
import { shorten } from "#core/domain/scoring/read-verdict.ts";
import type { FailureKind } from "#core/sandbox/outcome.ts";
import type { Sandbox } from "#core/sandbox/sandbox.ts";
import { SCORER_ENTRY, toScorerModule } from "./scorer-module.ts";

/** What scoring may need beside the output. */
export type ScoringTools = { readonly sandbox: Pick<Sandbox, "run">; readonly signal: AbortSignal };

/** Of its own time: what decides in longer is no comparison of texts. */
const TIMEOUT_MS = 5_000;

const FAILURES: Readonly<Record<Exclude<FailureKind, "cancelled">, ScoringFailure>> = {
  threw: "threw",
  "bad-output": "no-score",
  "never-settles": "no-score",
  compile: "compile",
  timeout: "timeout",
  memory: "limit",
  stack: "limit",
  "input-too-large": "limit",
  "output-too-large": "limit",
  "too-many-calls": "limit",
  denied: "threw",
  crashed: "sandbox",
};

export type FailedScoring = { readonly failure: ScoringFailure; readonly reason: string };

/**
 * What a module's `scoreThis` returns: in the sandbox, without a clock, chance or anything of the outside, so that the
 * same output always gets the same score [S39]. Where it fails, that says why. Throws cancelled.
 */
export async function runScorer(
  code: string,
  input: Json,
  { sandbox, signal }: ScoringTools,
): Promise<Result<Json, FailedScoring>> {
  const run = { code, entry: SCORER_ENTRY, input, capabilities: [], host: {}, timeoutMs: TIMEOUT_MS };
  const first = await sandbox.run(run, signal);
  // A process that died may have been ended from outside; the code is asked once more before that counts.
  const result = !first.ok && first.error.kind === "crashed" ? await sandbox.run(run, signal) : first;
  if (result.ok) return ok(result.value.output);
  const { kind, message } = result.error;
  if (kind === "cancelled") throw new AppError("cancelled", "The scoring was cancelled.");
  return err({ failure: FAILURES[kind], reason: shorten(message) });
}

/** Why the code of a scorer cannot be loaded; null where it can, or there is none. Throws cancelled. */
export async function findScorerProblem(
  scorer: Scorer,
  { sandbox, signal }: { readonly sandbox: Pick<Sandbox, "compile">; readonly signal: AbortSignal },
): Promise<string | null> {
  if (scorer.type !== "code") return null;
  const loaded = await sandbox.compile({ code: toScorerModule(scorer.code), entry: SCORER_ENTRY }, signal);
  if (loaded.ok) return null;
  if (loaded.error.kind === "cancelled") throw new AppError("cancelled", "The import was cancelled.");
  return loaded.error.message;
}

/** A scorer that failed has found nothing right. */
export function failedScore(failed: FailedScoring): Score {
  return { value: 0, isCorrect: false, parts: {}, ...failed };
}

/** What cannot be read as a score, told. */
export function tellNoScore(value: Json): FailedScoring {
  return {
    failure: "no-score",
    reason: shorten(
      `it returned ${JSON.stringify(value).slice(0, 100)}, which is neither true or false, nor a number from 0 to 1, nor an object with \`pass\` or \`score\``,
    ),
  };
}

import type { ScoringFailure } from "#core/domain/dataset.ts";

const FAILURES: Readonly<Record<ScoringFailure, string>> = {
  compile: "its code cannot be loaded",
  threw: "its code threw an error",
  timeout: "it did not end in time",
  limit: "it used more memory or room than it may",
  "no-score": "what it returned is no score",
  sandbox: "what it runs in broke",
};

/** What went wrong with a scorer, in words that go on from "the scorer failed". */
export function tellFailure(failure: ScoringFailure): string {
  return FAILURES[failure];
}

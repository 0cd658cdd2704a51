import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { writeSync } from "node:fs";
import { AppError } from "#core/base/app-error.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { openStore } from "#core/store/store.ts";
import { ADA, countWords, setCode, setRules } from "#test/support/house-edits.ts";

/**
 * Commits to the store at the path, each time two resources at once, for as long as it is let. Every commit is told on
 * standard output the moment it is acknowledged; a refusal is told by its code, and three of them end it.
 */
const store = openStore(process.argv[2] ?? "", { readOnly: false });
const padding = Number(process.argv[3] ?? 0);
let refusals = 0;
for (let count = store.commits.ids().length; refusals < 3; count += 1) {
  try {
    writeSync(1, `${commitNext(count)}\n`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refusals += 1;
    writeSync(1, `refused ${error.code}\n`);
  }
}
store.close();

function commitNext(count: number): string {
  const head = store.headBranch.commit();
  const message = `commit ${count}`;
  const edits = [setRules(`Number ${count}.`), setCode(`// ${count}${noise(count, padding)}`)];
  const context = { store, author: "person" as const, at: count, countTokens: countWords };
  const view = applyEdits(viewAtCommit(store, head), edits, context);
  return commitView(store, view, {
    branch: MAIN_BRANCH,
    base: head,
    author: ADA,
    message,
    at: count,
    operation: { kind: "edit", label: message },
  }).id;
}

/** Characters that do not compress. */
function noise(seed: number, length: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  }).join("");
}

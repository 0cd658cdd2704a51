import { AppError } from "#core/base/app-error.ts";
import type { Author } from "#core/domain/author.ts";
import { collide, findNameProblem } from "#core/domain/branch-name.ts";
import { refuseSecret } from "./refuse-secret.ts";
import type { Ref } from "#core/store/refs.ts";
import type { Store } from "#core/store/store.ts";

export type NewBranch = {
  readonly name: string;
  /** The commit that it begins at. */
  readonly commit: string;
};

/**
 * Makes a branch at a commit: ref, audit and event in one durable transaction. Throws input-invalid for what cannot be a
 * branch's name, ref-exists where a branch or tag of that name, or one that it would be confused with, is there, and
 * decision-refused to who is no person [S19].
 */
export function createBranch(
  store: Store,
  { name, commit }: NewBranch,
  { author, at }: { readonly author: Author; readonly at: number },
): void {
  refuseNoPerson(author, "makes branches");
  refuseMisnamed(name, "branch");
  refuseSecret("The name of the branch", name);
  store.durable(() => {
    refuseTaken(store, name);
    store.refs.set({ name, kind: "branch", commit: store.commits.get(commit).id });
    store.audit.append({ at, type: "ref", body: { name, kind: "branch", from: null, to: commit } });
    store.events.append({ session: null, at, type: "branch-created", body: { branch: name, commit } });
  });
}

/** Which branches there are, and which is looked at, is for people alone. Throws decision-refused. */
export function refuseNoPerson({ kind, name }: Author, what: string): void {
  if (kind === "person") return;
  throw new AppError("decision-refused", `${name} is no person, and only a person ${what}.`, {
    hint: "Ask whoever runs this workspace.",
  });
}

/** What may name neither a branch nor a tag. Throws input-invalid [S19]. */
export function refuseMisnamed(name: string, kind: Ref["kind"]): void {
  const problem = findNameProblem(name);
  if (problem === null) return;
  throw new AppError("input-invalid", `"${name}" cannot be the name of a ${kind}: ${problem}.`, {
    hint: `Choose a name such as ${EXAMPLES[kind]}.`,
  });
}

const EXAMPLES = { branch: "shorter-prompt or try/2", tag: "prod or release/2" } as const;

/** A name that a branch or tag has, or would be confused with. Throws ref-exists. */
export function refuseTaken(store: Store, name: string): void {
  const taken = store.refs.list().find((ref) => collide(ref.name, name));
  if (taken === undefined) return;
  const { kind } = taken;
  throw taken.name === name
    ? new AppError("ref-exists", `There is already a ${kind} ${name}.`)
    : new AppError("ref-exists", `${name} cannot stand beside the ${kind} ${taken.name}.`, {
        hint: "Choose a name that is neither the same in other letters nor a folder of the other.",
      });
}

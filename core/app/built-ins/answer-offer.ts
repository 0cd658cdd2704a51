import { AppError } from "#core/base/app-error.ts";
import { isDecider } from "#core/domain/author.ts";
import type { Commit } from "#core/domain/commit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits, type Edit } from "#core/resources/edits.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { refuseUnbuildable } from "#core/resources/refuse-unbuildable.ts";
import { findOffer, isTakeable, type Offered } from "./offer.ts";

export type TakeRequest = {
  /** The branch that they come in on. */
  readonly branch: string;
  /** All that is offered where none is named. */
  readonly resources: readonly ResourceKey[] | undefined;
  readonly message: string | undefined;
};

/**
 * Brings in what is offered, as one commit of whoever asks; what somebody left before can be taken by its name. Throws
 * nothing-to-commit where nothing is offered, not-found for a name that is not, and decision-refused to who is no person.
 */
export async function takeOffer(context: AppContext, request: TakeRequest): Promise<Commit> {
  const { store, caller, clock, runtime, countTokens } = context;
  const { branch } = request;
  const base = store.refs.headOf(branch);
  const taken = chooseOffered(context, base, request.resources);
  const at = clock.now();
  const edits = taken.flatMap(toEdits);
  const after = applyEdits(viewAtCommit(store, base), edits, { store, author: caller.kind, at, countTokens });
  for (const { resource } of taken) await refuseUnbuildable(runtime.build, after.get(resource));
  const named = taken.map(({ resource }) => resource).join(", ");
  const message = request.message ?? `Bring in what this version ships: ${named}`;
  const operation = { kind: "bring-in", label: message } as const;
  return commitView(store, after, { branch, base, author: caller, at, message, operation });
}

/**
 * Puts on record that a person does not want what is offered at this head: it is not offered again until another version
 * of it ships.
 */
export function leaveOffer(
  context: AppContext,
  head: string,
  resources?: readonly ResourceKey[],
): readonly ResourceKey[] {
  const { store, caller, clock, builtIns } = context;
  if (!isDecider(caller.kind)) throw onlyPeople();
  const open = findOffer(store, builtIns(), head).filter(({ isLeft }) => !isLeft);
  const left = resources === undefined ? open : resources.map((name) => findNamed(open, name));
  if (left.length === 0) return [];
  const versions = Object.fromEntries(left.map(({ resource, shipped }) => [resource, shipped.version]));
  store.durable(() =>
    store.audit.append({ at: clock.now(), type: "offer-left", body: { by: { ...caller }, versions } }),
  );
  return left.map(({ resource }) => resource);
}

function chooseOffered(
  { store, builtIns }: AppContext,
  head: string,
  resources: TakeRequest["resources"],
): readonly Offered[] {
  const offer = findOffer(store, builtIns(), head);
  if (resources !== undefined) {
    const offered = offer.filter((each) => isTakeable({ ...each, isLeft: false }));
    return resources.map((name) => findNamed(offered, name));
  }
  const open = offer.filter(isTakeable);
  if (open.length > 0) return open;
  throw new AppError("nothing-to-commit", "This version of the program brings nothing new to take.", {
    hint: "What was left before can still be taken by its name.",
  });
}

function findNamed(offer: readonly Offered[], name: ResourceKey): Offered {
  const found = offer.find(({ resource }) => resource === name);
  if (found !== undefined) return found;
  throw new AppError("not-found", `${name} is not offered.`, {
    hint: "Name one that is; what was changed or archived here is left as it is.",
  });
}

function toEdits({ resource, shipped, present }: Offered): readonly Edit[] {
  const { content } = shipped.resource;
  if (present !== null) return [{ type: "update", resource, content }];
  return [
    { type: "register", resource, content },
    { type: "step", resource, step: "build" },
  ];
}

function onlyPeople(): AppError {
  return new AppError("decision-refused", "Only a person decides what a workspace does without.", {
    hint: "Ask whoever runs this workspace.",
  });
}

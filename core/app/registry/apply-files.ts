import { assertDefined } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { AppliedDocument } from "#core/contract/files.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { ResourceFile } from "#core/domain/resource-file.ts";
import { filesOf } from "#core/exchange/files/edit-resource.ts";
import { placeLooseFiles } from "#core/exchange/files/lone-file.ts";
import { holdFields } from "#core/exchange/files/hold-fields.ts";
import { inOrder, readResourceFiles } from "#core/exchange/files/read-files.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import { ownProposal } from "#core/proposals/supersede.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { landChange, refuseSecretMessage } from "./change.ts";
import { editsOfFiles, isInForce } from "./edits-of-files.ts";
import { findRefusedFiles } from "./find-refused-files.ts";
import { foretellChange } from "./preview-change.ts";
import { refuseMoved } from "./refuse-moved.ts";
import { rememberBuilds } from "./remember-builds.ts";
import { isProposedBy, replaceDraft } from "./replaced-draft.ts";
import { knownIn } from "./sources.ts";

type Asked = {
  readonly branch: string;
  /** The commit that the files were looked at against. */
  readonly base?: string | undefined;
  readonly files: readonly ResourceFile[];
  readonly message?: string | undefined;
  readonly as: "commit" | "proposal";
  readonly preview: boolean;
  readonly prune: boolean;
  readonly supersedes?: string | undefined;
};

/**
 * Brings the resources that files say in, as one change, whole or not at all: nothing lands where one of them has a
 * problem, and all problems are told. What head says already is no part of the change; the files of what is or becomes so
 * are kept as they are [S54]. What is told is what lands: it is drafted once, of the versions that the files were held
 * against, and another commit of one of those meanwhile refuses it [R38]. Throws as `changeRegistry`.
 */
export async function applyFiles(given: AppContext, asked: Asked): Promise<AppliedDocument> {
  const context = rememberBuilds(given);
  const { store, caller, clock } = context;
  const { branch, as, supersedes } = asked;
  if (supersedes !== undefined) ownProposal(store, supersedes, caller);
  const base = store.refs.headOf(branch);
  const before = viewAtCommit(store, base);
  const { resources, problems, ignored } = readResourceFiles(placeLooseFiles(asked.files), knownIn(before));
  if (asked.base !== undefined) {
    const looked = viewAtCommit(store, asked.base);
    refuseMoved(
      looked,
      before,
      resources.map(({ key }) => key),
    );
  }
  const { problems: slips, warnings } = holdFields(resources, {
    inForce: (key) => (before.find(key)?.resource.content ?? null) as JsonObject | null, // Of canonical form [R2].
  });
  const edits = editsOfFiles(store, before, { base, resources, prune: asked.prune });
  const told = {
    ...NOTHING,
    head: base,
    unchanged: resources.filter((read) => isInForce(before, read)).map(({ key }) => key),
    ignored: [...ignored],
    warnings: [...warnings],
  };
  const message = asked.message ?? describe(edits);
  refuseSecretMessage(message);
  const isWhole = problems.length === 0;
  const refused = await findRefusedFiles(context, { before, resources, edits, isWhole });
  const all = [...problems, ...slips, ...refused];
  if (all.length > 0) return { ...told, problems: all.toSorted(inOrder) };
  // What is not changed is kept with its files as well: it has to be what they say until then.
  const held = [...edits.map(({ resource }) => resource), ...resources.map(({ key }) => key)];
  const request = { branch, edits, read: versionsOf(before, held), as };
  const { document, drafted } = edits.length === 0 ? NO_CHANGE : await foretellChange(context, request);
  if (asked.preview || (document?.refusal ?? null) !== null) return { ...told, ...document };
  const keep = (view: ResourceView): number => keepSources(context, resources, view);
  if (drafted !== null && supersedes !== undefined && as === "proposal") {
    if (isProposedBy(store, supersedes, drafted)) {
      // Its versions are stored with it, and so can have files.
      const sources = store.durable(() => keep(drafted.view));
      const done = `Proposal ${supersedes} says that already`;
      return { ...told, ...document, sources, proposal: supersedes, done };
    }
  }
  let sources = 0;
  let stays: string | null = null;
  const finish = (view: ResourceView): void => {
    if (supersedes !== undefined)
      stays = replaceDraft(store, { id: supersedes, branch, by: caller, at: clock.now() });
    sources = keep(view);
  };
  if (drafted === null) {
    store.durable(() => {
      finish(before);
    });
    const done = sources === 0 ? null : `Kept the files of ${countOf(sources)}; nothing they say is new`;
    return { ...told, sources, done: sentence(done, stays), stays };
  }
  const alongside = (): void => finish(drafted.view);
  const landing = { message, as, origin: supersedes, alongside };
  const { commit, proposal, head, done } = landChange(context, drafted, landing);
  return {
    ...{ ...told, ...document, head, sources, stays },
    done: sentence(done, stays),
    ...(commit === undefined ? {} : { commit }),
    ...(proposal === undefined ? {} : { proposal }),
  };
}

const NOTHING = {
  changes: [],
  contract: [],
  differences: [],
  dependents: [],
  refusal: null,
  problems: [],
  sources: 0,
  done: null,
  stays: null,
};
const NO_CHANGE = { document: null, drafted: null };

/** Of what was there; what was not is registered, and refused where somebody was faster. */
function versionsOf(before: ResourceView, keys: readonly ResourceKey[]): Record<ResourceKey, string> {
  const found = keys.flatMap((key) => before.find(key) ?? []);
  return Object.fromEntries(found.map(({ key, version }) => [key, version]));
}

/** Returns of how many resources the files are others than the ones that were kept. */
function keepSources(
  { store, clock }: AppContext,
  resources: readonly ReadResource[],
  view: ResourceView,
): number {
  const at = clock.now();
  return resources.filter((read) => {
    const { version } = assertDefined(view.find(read.key), `a version of ${read.key}`);
    return store.sources.keep({ version, files: filesOf(read), at });
  }).length;
}

const VERBS: Partial<Record<AskedEdit["type"], string>> = { register: "Add", update: "Change" };

function describe(edits: readonly AskedEdit[]): string {
  const [first] = edits;
  if (first === undefined) return "Bring files in";
  const isBack = first.type === "step" && first.step === "reactivate";
  const verb = isBack ? "Bring back" : (VERBS[first.type] ?? "Retire");
  const others = new Set<ResourceKey>(edits.map(({ resource }) => resource)).size - 1;
  const more = others === 0 ? "" : ` and ${countOf(others, "other resource")}`;
  return `${verb} ${first.resource}${more} by files`;
}

function countOf(count: number, word = "resource"): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function sentence(done: string | null, stays: string | null): string | null {
  return stays === null ? done : done === null ? stays : `${done}. ${stays}`;
}

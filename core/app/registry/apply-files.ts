import { canonicalJson } from "#core/base/canonical-json.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { AppliedDocument } from "#core/contract/files.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { ResourceFile } from "#core/domain/resource-file.ts";
import { filesOf } from "#core/exchange/files/edit-resource.ts";
import { placeLooseFiles } from "#core/exchange/files/lone-file.ts";
import { inOrder, readResourceFiles } from "#core/exchange/files/read-files.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import { ownProposal, supersedeOwn } from "#core/proposals/supersede.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { branchNamed, commitNamed } from "#core/app/handlers/named-commit.ts";
import { changeRegistry } from "./change.ts";
import { findRefusedFiles } from "./find-refused-files.ts";
import { previewChange } from "./preview-change.ts";
import { refuseMoved } from "./refuse-moved.ts";
import { isSaid, knownIn } from "./sources.ts";

type Asked = {
  readonly branch?: string | undefined;
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
 * are kept as they are [S54]. Throws as `changeRegistry`.
 */
export async function applyFiles(context: AppContext, asked: Asked): Promise<AppliedDocument> {
  const { store, caller, clock } = context;
  const branch = branchNamed(store, asked.branch);
  if (asked.supersedes !== undefined) ownProposal(store, asked.supersedes, caller);
  const base = store.refs.headOf(branch);
  const before = viewAtCommit(store, base);
  const { resources, problems, ignored } = readResourceFiles(placeLooseFiles(asked.files), knownIn(before));
  if (asked.base !== undefined) {
    const looked = viewAtCommit(store, commitNamed(store, asked.base));
    refuseMoved(
      looked,
      before,
      resources.map(({ key }) => key),
    );
  }
  const edits = [
    ...editsOf(before, resources),
    ...(asked.prune ? retirements(context, before, { base, resources }) : []),
  ];
  const told = {
    ...NOTHING,
    head: base,
    unchanged: resources.filter((read) => isSaid(before, read)).map(({ key }) => key),
    ignored: [...ignored],
  };
  const isWhole = problems.length === 0;
  const refused = await findRefusedFiles(context, { before, resources, edits, isWhole });
  if (problems.length + refused.length > 0)
    return { ...told, problems: [...problems, ...refused].toSorted(inOrder) };
  const { as, supersedes } = asked;
  const preview = edits.length === 0 ? null : await previewChange(context, { branch, edits, read: {}, as });
  const isRefused = preview !== null && preview.refusal !== null;
  if (asked.preview || isRefused) return { ...told, ...preview };
  const changes = preview?.changes ?? [];
  const isStanding = as === "proposal" && isSameDraft(context, supersedes, changes);
  const finish = (made: AppliedDocument["changes"] = []): number => {
    if (supersedes !== undefined && !isStanding)
      supersedeOwn(store, supersedes, { by: caller, at: clock.now() });
    const versions = new Map(made.map(({ resource, to }) => [resource, to]));
    return keepSources(context, resources, (key) => versions.get(key) ?? before.find(key)?.version);
  };
  if (isStanding) {
    const sources = store.durable(() => finish(changes));
    return { ...told, ...preview, sources, ...(supersedes === undefined ? {} : { proposal: supersedes }) };
  }
  if (edits.length === 0) {
    const sources = store.durable(() => finish());
    const done = sources === 0 ? null : `Kept the files of ${countOf(sources)}; nothing they say is new`;
    return { ...told, sources, done };
  }
  let sources = 0;
  const made = await changeRegistry(context, {
    branch,
    edits,
    read: {},
    message: asked.message ?? describe(edits),
    as,
    origin: supersedes,
    alongside: (all) => {
      sources = finish(all);
    },
  });
  const { commit, proposal, head, done } = made;
  return {
    ...told,
    ...preview,
    head,
    done,
    sources,
    ...(commit === undefined ? {} : { commit }),
    ...(proposal === undefined ? {} : { proposal }),
  };
}

/** Whether the draft that would be replaced says the same already, of the same versions. */
function isSameDraft(
  { store }: AppContext,
  id: string | undefined,
  changes: AppliedDocument["changes"],
): boolean {
  const draft = id === undefined ? null : store.proposals.find(id);
  if (draft === null || draft.status === "superseded" || changes.length === 0) return false;
  const told = (
    all: ReadonlyArray<{ readonly resource: string; readonly from: string | null; readonly to: string }>,
  ): string =>
    canonicalJson(
      all
        .map(({ resource, from, to }) => [resource, from, to])
        .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
  return told(draft.changes) === told(changes);
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
};

function editsOf(before: ResourceView, resources: readonly ReadResource[]): AskedEdit[] {
  return resources
    .filter((read) => !isSaid(before, read))
    .map(({ key, content }) => ({
      type: before.find(key) === null ? "register" : "update",
      resource: key,
      content,
    }));
}

type Pruned = { readonly base: string; readonly resources: readonly ReadResource[] };

/** Of what came by files once, and has none any more. What was never in a folder is not missing there. */
function retirements({ store }: AppContext, before: ResourceView, { base, resources }: Pruned): AskedEdit[] {
  const named = new Set(resources.map(({ key }) => key));
  return before
    .list()
    .filter((key) => !named.has(key) && before.get(key).lifecycle !== "archived")
    .filter((key) =>
      [before.get(key), ...store.commits.versionsUpTo(base, key)].some(
        ({ version }) => store.sources.of(version) !== null,
      ),
    )
    .map((resource) => ({ type: "step", resource, step: "unregister" }));
}

/** Returns of how many resources the files are others than the ones that were kept. */
function keepSources(
  { store, clock }: AppContext,
  resources: readonly ReadResource[],
  versionOf: (key: ResourceKey) => string | undefined,
): number {
  const at = clock.now();
  return resources.filter((read) => {
    const version = assertDefined(versionOf(read.key), `a version of ${read.key}`);
    return store.sources.keep({ version, files: filesOf(read), at });
  }).length;
}

function describe(edits: readonly AskedEdit[]): string {
  const [first, ...others] = edits;
  const verb = first?.type === "register" ? "Add" : first?.type === "step" ? "Retire" : "Change";
  const more = others.length === 0 ? "" : ` and ${countOf(others.length, "other resource")}`;
  return first === undefined ? "Bring files in" : `${verb} ${first.resource}${more} by files`;
}

function countOf(count: number, word = "resource"): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

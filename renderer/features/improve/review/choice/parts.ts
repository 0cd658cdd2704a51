import type { Json } from "#core/base/json.ts";
import type { Proposal, Resource } from "#renderer/store/shared-queries.ts";
import { combine, findHunks, type Hunk, type Part } from "./hunk.ts";
import { putAt } from "./json-at.ts";

export type Change = Proposal["changes"][number];

/** What a proposal changes: its variables, and whatever else of its resources, which stands or falls with the whole. */
export type ProposalParts = {
  readonly parts: readonly Part[];
  readonly others: readonly Change[];
  /** What comes in, and what moves along its lifecycle. */
  readonly steps: Proposal["steps"];
};

type Changed = Pick<Proposal, "changes" | "steps">;

/** `bases`: the proposal's resources at the commit it starts from. */
export function findParts({ changes, steps }: Changed, bases: readonly Resource[]): ProposalParts {
  const parts = bases.flatMap((base) => partsOf(base, changes));
  const isInside = ({ resource, path }: Change): boolean =>
    parts.some((part) => part.resource === resource && covers(part.pointer, path));
  return { parts, others: changes.filter((change) => !isInside(change)), steps };
}

function partsOf(base: Resource, changes: readonly Change[]): readonly Part[] {
  const resource = `${base.kind}/${base.name}` as const;
  const own = changes.filter((change) => change.resource === resource);
  return base.variables.flatMap(({ pointer, type, value, locked }) => {
    const inside = own.filter(({ path }) => covers(pointer, path));
    if (inside.length === 0) return [];
    const before: Json = value;
    const after = inside.reduce<Json>(
      (whole, change) => putAt(whole, change.path.slice(pointer.length), change.after),
      before,
    );
    const form = type === "text" || type === "code" ? type : "json";
    return [
      {
        resource,
        pointer,
        form,
        before,
        after,
        locked,
        hunks: findHunks(keyOfPart({ resource, pointer }), before, after),
      },
    ];
  });
}

function covers(pointer: string, path: string): boolean {
  return path === pointer || path.startsWith(`${pointer}/`);
}

/** Names a part also when the proposal was read again: its parts are other objects then. */
export function keyOfPart({ resource, pointer }: Pick<Part, "resource" | "pointer">): string {
  return resource + pointer;
}

export function allHunks(parts: readonly Part[]): readonly Hunk[] {
  return parts.flatMap(({ hunks }) => hunks);
}

export type Value = { readonly resource: Part["resource"]; readonly pointer: string; readonly value: Json };

/** The new values of a proposal that keeps only the hunks that were not refused. */
export function valuesWithout(parts: readonly Part[], refused: ReadonlySet<string>): readonly Value[] {
  const isTaken = (hunk: Hunk): boolean => !refused.has(hunk.id);
  return parts
    .filter(({ hunks }) => hunks.some((hunk) => isTaken(hunk)))
    .map((part) => ({ resource: part.resource, pointer: part.pointer, value: combine(part, isTaken) }));
}

import { collide } from "#core/domain/branch-name.ts";
import type { StepFacts } from "#core/domain/operation.ts";
import type { createAudit } from "./audit.ts";
import type { createRefs } from "./refs.ts";

export type TagPlaces = {
  /** Whether an operation's step of a tag cannot be taken back, or done again, as tags are now: asked of one moment. */
  readonly look: () => StepFacts["isBlocked"];
};

type Step = { readonly name: string; readonly from: string | null; readonly to: string | null };
type Refs = Pick<ReturnType<typeof createRefs>, "list">;
type Audit = Pick<ReturnType<typeof createAudit>, "ofTags">;

/**
 * A tag belongs to no branch, and a step of it to the log of one. Where it was moved since from another branch, it is not
 * moved back over that, and where its name was given away meanwhile, it cannot be set: such a step is passed over [V20].
 */
export function createTagPlaces(refs: Refs, audit: Audit): TagPlaces {
  return {
    look: () => {
      let steps: ReadonlyMap<number, Step> | null = null;
      let all: ReturnType<Refs["list"]> | null = null;
      return (seq, stepping) => {
        const step = (steps ??= readSteps(audit)).get(seq);
        if (step === undefined) return false;
        const there = stepping === "undo" ? step.to : step.from;
        all ??= refs.list();
        const found = all.find(({ name, kind }) => kind === "tag" && name === step.name)?.commit ?? null;
        return found !== there || (there === null && all.some(({ name }) => collide(name, step.name)));
      };
    },
  };
}

function readSteps(audit: Audit): ReadonlyMap<number, Step> {
  return new Map(
    audit.ofTags().flatMap(({ body: { operation, name, from = null, to = null } }) => {
      const isStep =
        typeof operation === "number" && typeof name === "string" && isPlace(from) && isPlace(to);
      return isStep ? [[operation, { name, from, to }]] : [];
    }),
  );
}

function isPlace(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

import type { PolicyRule } from "#core/domain/policy.ts";

type When = PolicyRule["when"];

/** A rule while it is being filled in. "" and an empty list bind nothing. */
export type RuleDraft = {
  /** Tells drafts apart while names are being typed. */
  readonly key: number;
  readonly name: string;
  readonly action: PolicyRule["action"];
  readonly verdicts: readonly string[];
  readonly kinds: readonly string[];
  readonly effects: readonly string[];
  /** In points. */
  readonly minEffect: string;
  readonly maxResources: string;
};

export function toRuleDraft({ name, when, action }: PolicyRule, key: number): RuleDraft {
  return {
    key,
    name,
    action,
    verdicts: when.verdicts ?? [],
    kinds: when.kinds ?? [],
    effects: when.effects ?? [],
    // Rounded: 0.07 is 7 points, and not 7.000000000000001.
    minEffect: when.minEffect === undefined ? "" : String(Number((when.minEffect * 100).toFixed(6))),
    maxResources: when.maxResources === undefined ? "" : String(when.maxResources),
  };
}

/** The rule as it is saved. What the fields cannot hold is refused by the host, which has the schema. */
export function fromRuleDraft(draft: RuleDraft): PolicyRule {
  const { name, action, verdicts, kinds, effects, minEffect, maxResources } = draft;
  const when = {
    ...(verdicts.length === 0 ? {} : { verdicts }),
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(effects.length === 0 ? {} : { effects }),
    ...(minEffect === "" ? {} : { minEffect: Number((Number(minEffect) / 100).toFixed(8)) }),
    ...(maxResources === "" ? {} : { maxResources: Number(maxResources) }),
  };
  // Sound: the fields offer the words of the schema and no others.
  return { name: name.trim(), when: when as When, action };
}

/** A new rule asks: nothing is approved or refused because somebody began to write one. */
export function newRuleDraft(drafts: readonly RuleDraft[]): RuleDraft {
  const key = Math.max(0, ...drafts.map((draft) => draft.key)) + 1;
  return toRuleDraft({ name: "", when: {}, action: "ask" }, key);
}

/** The rules with this one a place earlier or later: their order decides. */
export function moveRule(drafts: readonly RuleDraft[], at: number, step: 1 | -1): readonly RuleDraft[] {
  const moved = drafts[at];
  const to = at + step;
  if (moved === undefined || to < 0 || to >= drafts.length) return drafts;
  return drafts.toSpliced(at, 1).toSpliced(to, 0, moved);
}

/** Rules that cannot be saved: without a name, or with that of another. */
export function findNamelessRule(drafts: readonly RuleDraft[]): "nameless" | "twice" | null {
  const names = drafts.map(({ name }) => name.trim());
  if (names.includes("")) return "nameless";
  return new Set(names).size < names.length ? "twice" : null;
}

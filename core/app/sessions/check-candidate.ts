import { isJsonObject, type Json } from "#core/base/json.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import type { InvariantCheck } from "#core/domain/proposal.ts";
import { diffStates } from "#core/domain/state.ts";
import { findMisfits } from "#core/domain/fit.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import type { HoldOutText } from "#core/evaluation/hold-out-text.ts";
import type { ResourceView } from "#core/resources/view.ts";

type Checks = {
  readonly build: (resource: ResourceContent) => Promise<readonly string[]>;
  readonly holdOut: HoldOutText;
};

/**
 * The safety checks of a candidate that its text alone does not settle. The rest (mask, locks, placeholders, sizes,
 * secrets) was settled when the overlay was made, which is why it is reported as holding.
 */
export async function checkCandidate(
  before: ResourceView,
  after: ResourceView,
  { build, holdOut }: Checks,
): Promise<readonly InvariantCheck[]> {
  const changed = diffStates(before.state, after.state).map(({ resource }) => after.get(resource));
  const problems = (await Promise.all(changed.map(async ({ resource }) => build(resource)))).flat();
  const misfits = after.list().flatMap((key) => {
    const found = after.get(key);
    return found.lifecycle === "archived" ? [] : findMisfits(found.resource, after.lookup);
  });
  const copied = changed.flatMap(({ key, resource }) => {
    const old = before.find(key)?.resource;
    // What stood there before is no doing of this change: a difference takes in whole texts, old words and new.
    const stood = textsOf((old?.content as Json | undefined) ?? null);
    return newTexts(old, resource).flatMap((text) => holdOut.find(text, stood) ?? []);
  });
  return [
    check("locked text and placeholders kept", []),
    check("tools work and pass their examples", problems),
    check("everything that uses it still fits", misfits),
    check("repeats no item kept for measuring", copied),
  ];
}

function check(id: string, problems: readonly string[]): InvariantCheck {
  return { id, holds: problems.length === 0, detail: problems.join("; ") };
}

function newTexts(before: ResourceContent | undefined, after: ResourceContent): readonly string[] {
  return diffJson(before?.content as Json | undefined, after.content as Json).flatMap((difference) =>
    textsOf(difference.after ?? null),
  );
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsOf(item));
  return isJsonObject(value) ? Object.values(value).flatMap(textsOf) : [];
}

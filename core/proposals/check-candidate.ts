import { isJsonObject, type Json } from "#core/base/json.ts";
import { checkChange } from "#core/domain/guard.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import type { InvariantCheck } from "#core/domain/proposal.ts";
import { diffStates } from "#core/domain/state.ts";
import { findMisfits } from "#core/domain/fit.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import type { ResourceView } from "#core/resources/view.ts";

/** What is kept for measuring and must not stand in a prompt. */
interface HoldOut {
  /** The item that the text repeats, told apart from what stood there before; null for none. */
  find(text: string, before: readonly string[]): string | null;
}

type Checks = {
  readonly build: (resource: ResourceContent) => Promise<readonly string[]>;
  readonly holdOut: HoldOut;
  readonly countTokens: (text: string) => number;
};

/**
 * The safety checks of a candidate against the system that it is measured against, whoever made it and however its edits
 * got there: what binds everybody is looked at once more over the whole difference. What the mask leaves to others was
 * settled with each edit, as it depends on who made it. What of it does not hold makes the candidate unsafe, a repeated
 * hold-out text as well [A9].
 */
export async function checkCandidate(
  before: ResourceView,
  after: ResourceView,
  { build, holdOut, countTokens }: Checks,
): Promise<readonly InvariantCheck[]> {
  const changed = diffStates(before.state, after.state).map(({ resource }) => after.get(resource));
  const broken = changed.flatMap(({ key, resource: now }) => {
    const was = before.find(key)?.resource ?? null;
    return checkChange({ author: "system", before: was, after: now, countTokens }).map(
      ({ message }) => `${key}: ${message}`,
    );
  });
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
    check("locked text, placeholders and limits kept", broken),
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

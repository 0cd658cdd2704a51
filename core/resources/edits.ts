import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { replaceAt } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { parseContent, type ResourceContent } from "#core/domain/content/content.ts";
import { findMisfits } from "#core/domain/fit.ts";
import { checkChange, type Violation } from "#core/domain/guard.ts";
import { stepLifecycle, type Lifecycle, type LifecycleStep } from "#core/domain/lifecycle.ts";
import { resourceKeySchema, splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { State, StateEntry } from "#core/domain/state.ts";
import { variablesOf } from "#core/domain/variable.ts";
import type { Store } from "#core/store/store.ts";
import { createView, type ResourceView } from "./view.ts";

/** One requested change. Every one of them, from whomever, goes through `applyEdits`. */
export type Edit =
  /** A new resource, still to be built. */
  | { readonly type: "register"; readonly resource: ResourceKey; readonly content: unknown }
  /** The whole content anew. */
  | { readonly type: "update"; readonly resource: ResourceKey; readonly content: unknown }
  /** Some variables of it. */
  | {
      readonly type: "set-variables";
      readonly resource: ResourceKey;
      readonly values: ReadonlyArray<{ readonly pointer: string; readonly value: Json }>;
    }
  /** An earlier version of it, as it was. */
  | { readonly type: "restore"; readonly resource: ResourceKey; readonly version: string }
  | { readonly type: "step"; readonly resource: ResourceKey; readonly step: LifecycleStep };

export type EditContext = {
  readonly store: Store;
  readonly author: AuthorKind;
  readonly at: number;
  readonly countTokens: (text: string) => number;
};

/**
 * The state after the edits, as a view, or an AppError naming everything that forbids it. Versions are stored (they
 * are content, and harmless); no commit is written and no ref moves. Edits see the ones before them.
 */
export function applyEdits(base: ResourceView, edits: readonly Edit[], context: EditContext): ResourceView {
  let view = base;
  for (const edit of edits) {
    const entry = applyEdit(view, edit, context);
    view = withEntry(context.store, view, edit.resource, entry);
  }
  refuse(findBrokenDependents(base, view), "The change breaks what depends on it.");
  return view;
}

function applyEdit(view: ResourceView, edit: Edit, context: EditContext): StateEntry {
  checkKey(edit.resource);
  switch (edit.type) {
    case "register":
      return register(view, edit, context);
    case "update":
      return revise(view, edit.resource, edit.content, context);
    case "set-variables":
      return revise(view, edit.resource, withValues(view, edit), context);
    case "restore":
      return restore(view, edit, context.store);
    case "step":
      return step(view, edit.resource, edit.step);
  }
}

function register(
  view: ResourceView,
  edit: Extract<Edit, { type: "register" }>,
  context: EditContext,
): StateEntry {
  if (view.find(edit.resource) !== null) {
    throw new AppError("resource-exists", `There is already a resource ${edit.resource}.`, {
      hint: "Update it, or choose another name.",
    });
  }
  const after = parse(edit.resource, edit.content);
  check(edit.resource, null, after, context);
  return { version: context.store.versions.put(edit.resource, after, context.at), lifecycle: "registered" };
}

function revise(view: ResourceView, key: ResourceKey, content: unknown, context: EditContext): StateEntry {
  const found = view.get(key);
  if (found.lifecycle === "archived") throw illegal(key, found.lifecycle, "edited");
  const after = parse(key, content);
  check(key, found.resource, after, context);
  return { version: context.store.versions.put(key, after, context.at), lifecycle: found.lifecycle };
}

function withValues(view: ResourceView, edit: Extract<Edit, { type: "set-variables" }>): Json {
  const { resource } = view.get(edit.resource);
  const known = new Set(variablesOf(resource).map((variable) => variable.pointer));
  return edit.values.reduce<Json>((content, { pointer, value }) => {
    if (known.has(pointer)) return replaceAt(content, pointer, value);
    throw new AppError("mask-violation", `${edit.resource} has no variable at ${pointer}.`, {
      hint: `Its variables are ${[...known].join(", ")}.`,
    });
  }, resource.content as Json);
}

/** Both versions were checked when they came in; only what depends on the resource is asked again. */
function restore(view: ResourceView, edit: Extract<Edit, { type: "restore" }>, store: Store): StateEntry {
  const version = store.versions.get(edit.version);
  if (version.resource !== edit.resource) {
    throw new AppError(
      "identity-changed",
      `That version is one of ${version.resource}, not of ${edit.resource}.`,
      {
        hint: "A resource keeps its kind and name; name a version of the same resource.",
      },
    );
  }
  const current = view.get(edit.resource).lifecycle;
  return {
    version: edit.version,
    lifecycle: current === "archived" || current === "failed" ? "active" : current,
  };
}

function step(view: ResourceView, key: ResourceKey, wanted: LifecycleStep): StateEntry {
  const found = view.get(key);
  const next = stepLifecycle(found.lifecycle, wanted);
  if (!next.ok) {
    const allowed = next.error.allowed.join(", ");
    throw illegal(key, found.lifecycle, `given the step ${wanted}`, `From here: ${allowed}.`);
  }
  return { version: found.version, lifecycle: next.value };
}

function check(
  key: ResourceKey,
  before: ResourceContent | null,
  after: ResourceContent,
  context: EditContext,
): void {
  const { author, countTokens } = context;
  refuse(checkChange({ author, before, after, countTokens }), `The change of ${key} is refused.`);
}

function checkKey(key: ResourceKey): void {
  const parsed = resourceKeySchema.safeParse(key);
  if (parsed.success) return;
  throw new AppError("input-invalid", `"${String(key)}" does not name a resource.`, {
    hint: "A resource is written KIND/NAME, for example prompt/order-clerk.",
  });
}

function parse(key: ResourceKey, raw: unknown): ResourceContent {
  const { kind } = splitResourceKey(key);
  const parsed = parseContent(kind, raw);
  if (parsed.ok) return parsed.value;
  throw new AppError(
    "content-invalid",
    `The content of ${key} does not have the form of its kind: ${parsed.error.join("; ")}`,
    {
      hint: "Correct the named fields.",
    },
  );
}

/** Whoever depends on a changed resource must fit it still, and so must the changed resources themselves. */
function findBrokenDependents(before: ResourceView, after: ResourceView): readonly Violation[] {
  const changed = after.list().filter((key) => !isSameEntry(before.state.get(key), after.state.get(key)));
  const concerned = new Set(changed.flatMap((key) => [key, ...after.dependents(key)]));
  return [...concerned].flatMap((key) => {
    const found = after.get(key);
    if (found.lifecycle === "archived") return [];
    return findMisfits(found.resource, after.lookup).map((misfit) => ({
      code: "interface-broken" as const,
      message: `${key} would no longer work: ${misfit}.`,
      hint: "Change the dependent in the same commit, or keep the interface.",
    }));
  });
}

function refuse(violations: readonly Violation[], summary: string): void {
  const [first] = violations;
  if (first === undefined) return;
  const messages = violations.map((violation) => violation.message).join(" ");
  throw new AppError(first.code, `${summary} ${messages}`, { hint: first.hint });
}

function illegal(key: ResourceKey, lifecycle: Lifecycle, verb: string, more = ""): AppError {
  return new AppError("lifecycle-illegal", `${key} is ${lifecycle} and cannot be ${verb}. ${more}`.trim(), {
    hint: "Reactivate it first, or leave it as it is.",
  });
}

function withEntry(store: Store, view: ResourceView, key: ResourceKey, entry: StateEntry): ResourceView {
  const state: State = new Map([...view.state, [key, entry]]);
  return createView(store, state);
}

function isSameEntry(a: StateEntry | undefined, b: StateEntry | undefined): boolean {
  return a?.version === b?.version && a?.lifecycle === b?.lifecycle;
}

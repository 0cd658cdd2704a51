import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import { replaceAt, type Json, type JsonObject } from "#core/base/json.ts";
import { toPlainJson } from "#core/base/plain-json.ts";
import { isDecider, type AuthorKind } from "#core/domain/author.ts";
import { parseContent, type ResourceContent } from "#core/domain/content/content.ts";
import type { AskedEditOf } from "#core/domain/edit.ts";
import { checkChange, type Violation } from "#core/domain/guard.ts";
import { stepLifecycle, type Lifecycle, type LifecycleStep } from "#core/domain/lifecycle.ts";
import { isResourceKey, splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { withEntries } from "#core/domain/state.ts";
import { variablesOf } from "#core/domain/variable.ts";
import type { Store } from "#core/store/store.ts";
import type { VersionDraft } from "#core/store/versions.ts";
import { editContent, type PartEdit } from "./edit-content.ts";
import { findMisfitsSince, tellMisfit, type Misfit } from "./misfits.ts";
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
  | { readonly type: "step"; readonly resource: ResourceKey; readonly step: LifecycleStep }
  /** The content of another of its kind, under a name of its own. */
  | AskedEditOf<"copy">
  | PartEdit;

type EditOf<T extends Edit["type"]> = Extract<Edit, { readonly type: T }>;

export type EditContext = {
  readonly store: Store;
  readonly author: AuthorKind;
  readonly at: number;
  readonly countTokens: (text: string) => number;
};

/** One resource on its way from what it was to what it would be. */
type Draft = {
  /** What its change is measured against: the version in force, or the one restored; null for a new resource. */
  readonly before: ResourceContent | null;
  /** What was in force where an earlier version takes its place: what else changes is held against both. */
  readonly replaced?: ResourceContent | null;
  readonly after: ResourceContent;
  readonly lifecycle: Lifecycle;
};

/**
 * The state after the edits, as a view, or an AppError naming everything that forbids it. The edits of a resource
 * count as one change of it: it is their sum that must keep to mask, locks and limits, so no edit can open the way for
 * another. The new versions are stored with the next transaction, unless it is refused; no commit is written
 * and no ref moves [R11].
 */
export function applyEdits(base: ResourceView, edits: readonly Edit[], context: EditContext): ResourceView {
  const { view, versions } = draftView(base, edits, context);
  context.store.versions.keep(versions);
  return view;
}

/** As `applyEdits`, and nothing is stored: what the edits would come to. */
export function previewEdits(base: ResourceView, edits: readonly Edit[], context: EditContext): ResourceView {
  return draftView(base, edits, context).view;
}

/** What edits would come to, and the versions of it, which the store may not have. */
export type DraftedView = {
  readonly view: ResourceView;
  readonly versions: ReadonlyMap<string, VersionDraft>;
};

/** As `applyEdits`, and nothing is stored: whoever makes something of it keeps its versions with that. */
export function draftView(base: ResourceView, edits: readonly Edit[], context: EditContext): DraftedView {
  const drafted = composeView(base, edits, context);
  refuse(findBrokenFits(base, drafted.view), "The change leaves something that does not work.");
  return drafted;
}

/** What the edits would leave that does not work, by resource. Throws as `checkEdits`, and stores nothing. */
export function findBroken(
  base: ResourceView,
  edits: readonly Edit[],
  context: EditContext,
): readonly Misfit[] {
  return findMisfitsSince(base, composeView(base, edits, context).view);
}

function composeView(base: ResourceView, edits: readonly Edit[], context: EditContext): DraftedView {
  const drafts = draftEdits(base, edits, context);
  const { store } = context;
  const made = [...drafts].map(([key, draft]) => makeVersion(key, draft, context));
  const versions = new Map(made.map(({ version }) => [version.id, version]));
  const state = withEntries(
    base.state,
    made.map(({ key, version, lifecycle }) => [key, { version: version.id, lifecycle }]),
  );
  return { view: createView(store, state, versions), versions };
}

/** Throws what forbids the edits in what they change itself, and stores nothing: whether it is worth asking for them. */
export function checkEdits(base: ResourceView, edits: readonly Edit[], context: EditContext): void {
  draftEdits(base, edits, context);
}

function draftEdits(
  base: ResourceView,
  edits: readonly Edit[],
  context: EditContext,
): ReadonlyMap<ResourceKey, Draft> {
  const drafts = new Map<ResourceKey, Draft>();
  for (const edit of beginningsFirst(edits)) {
    refuseUnnamed(edit.resource);
    refuseUnauthorised(edit, context.author);
    const draft = drafts.get(edit.resource) ?? openDraft(base, edit);
    const versionInForce = (key: ResourceKey): string => base.get(key).version;
    drafts.set(edit.resource, applyEdit(draft, edit, { store: context.store, versionInForce }));
  }
  for (const [key, draft] of drafts) checkDraft(key, draft, context);
  return drafts;
}

/** What a resource begins with comes before what is done to it, wherever in the list it stands [R33]. */
function beginningsFirst(edits: readonly Edit[]): readonly Edit[] {
  const isBeginning = (edit: Edit): boolean =>
    edit.type === "register" || edit.type === "copy" || (edit.type === "step" && edit.step === "build");
  return [...edits.filter(isBeginning), ...edits.filter((edit) => !isBeginning(edit))];
}

/** The mask says what may change without a person [R34]; which resources there are, and in which state, never may [R3]. */
function refuseUnauthorised({ type, resource }: Edit, author: AuthorKind): void {
  if (isDecider(author) || type === "update" || type === "set-variables") return;
  throw new AppError("mask-violation", `The edit "${type}" of ${resource} needs a person.`, {
    hint: "Without a person only the variables that a mask marks learnable may change.",
  });
}

/** Null where there is nothing yet: only registering and copying begin there. Throws resource-missing. */
function openDraft(base: ResourceView, { type, resource: key }: Edit): Draft | null {
  const found = type === "register" || type === "copy" ? base.find(key) : base.get(key);
  return found === null
    ? null
    : { before: found.resource, after: found.resource, lifecycle: found.lifecycle };
}

type Around = { readonly store: Store; readonly versionInForce: (key: ResourceKey) => string };

function applyEdit(draft: Draft | null, edit: Edit, around: Around): Draft {
  if (edit.type === "register") return register(draft, edit);
  if (edit.type === "copy") return register(draft, { ...edit, content: contentToCopy(edit, around) });
  const open = assertDefined(draft, `the draft of ${edit.resource}`);
  switch (edit.type) {
    case "update":
      return revise(open, edit.resource, edit.content);
    case "set-variables":
      return revise(open, edit.resource, withValues(open.after, edit));
    case "restore":
      return restore(open, edit, around.store);
    case "step":
      return step(open, edit);
    case "attach":
    case "detach":
    case "mask":
    case "lock":
    case "unlock":
      return revise(open, edit.resource, editContent(open.after, edit));
  }
}

/** Where it came from is part of the copy, so that it is known wherever the copy goes. Throws identity-changed. */
function contentToCopy({ resource, from, version }: EditOf<"copy">, around: Around): JsonObject {
  const source = around.store.versions.get(version ?? around.versionInForce(from));
  if (source.resource !== from)
    throw new AppError("identity-changed", `That version is one of ${source.resource}, not of ${from}.`, {
      hint: "Name a version of the resource that is copied.",
    });
  if (splitResourceKey(resource).kind !== source.content.kind)
    throw new AppError("identity-changed", `${from} cannot become ${resource}: a copy is of the same kind.`, {
      hint: `Name it ${source.content.kind}/NAME.`,
    });
  const content = source.content.content as JsonObject; // As all content is ([R2]).
  const metadata = (content["metadata"] ?? {}) as JsonObject; // Its form says so.
  return { ...content, metadata: { ...metadata, copiedFrom: { resource: from, version: source.id } } };
}

function register(
  draft: Draft | null,
  { resource, content }: Pick<EditOf<"register">, "resource" | "content">,
): Draft {
  if (draft === null) return { before: null, after: parse(resource, content), lifecycle: "registered" };
  throw new AppError("resource-exists", `There is already a resource ${resource}.`, {
    hint: "Update it, or choose another name.",
  });
}

function revise(draft: Draft, key: ResourceKey, content: unknown): Draft {
  refuseArchived(draft, key);
  return { ...draft, after: parse(key, content) };
}

function withValues(resource: ResourceContent, { resource: key, values }: EditOf<"set-variables">): Json {
  const known = new Set(variablesOf(resource).map((variable) => variable.pointer));
  return values.reduce<Json>((content, { pointer, value }) => {
    if (known.has(pointer)) return replaceAt(content, pointer, value);
    throw new AppError("mask-violation", `${key} has no variable at ${pointer}.`, {
      hint: `Its variables are ${[...known].join(", ")}.`,
    });
  }, resource.content as Json);
}

/**
 * The version was checked when it came in; what later edits add to it is checked against it and against what was in force,
 * so that a version from before a lock opens none [R11]. A version is another
 * resource's or its own, and only its own comes back [R6].
 */
function restore(draft: Draft, { resource: key, version }: EditOf<"restore">, store: Store): Draft {
  refuseArchived(draft, key);
  const { resource, content } = store.versions.get(version);
  const { replaced = draft.before } = draft;
  if (resource === key) return { ...draft, before: content, replaced, after: content };
  throw new AppError("identity-changed", `That version is one of ${resource}, not of ${key}.`, {
    hint: "A resource keeps its kind and name; name a version of the same resource.",
  });
}

function step(draft: Draft, { resource, step: wanted }: EditOf<"step">): Draft {
  const next = stepLifecycle(draft.lifecycle, wanted);
  if (next.ok) return { ...draft, lifecycle: next.value };
  throw new AppError(
    "lifecycle-illegal",
    `${resource} is ${draft.lifecycle} and cannot take the step ${wanted}.`,
    {
      hint: `From here: ${next.error.allowed.join(", ")}.`,
    },
  );
}

/** What is archived is not changed until it is reactivated [R8]. */
function refuseArchived({ lifecycle }: Draft, key: ResourceKey): void {
  if (lifecycle !== "archived") return;
  throw new AppError("lifecycle-illegal", `${key} is archived and cannot be changed.`, {
    hint: "Reactivate it first, or leave it as it is.",
  });
}

/**
 * What is archived as it comes in cannot be taken back: an undo archives what did not exist, and that would change
 * nothing, so it would stand in the way of every undo before it [V8].
 */
function refuseStillborn({ before, lifecycle }: Draft, key: ResourceKey): void {
  if (before !== null || lifecycle !== "archived") return;
  throw new AppError("lifecycle-illegal", `${key} would be new and archived in one change.`, {
    hint: "Leave it out of the change, or archive it by a change of its own.",
  });
}

function checkDraft(key: ResourceKey, draft: Draft, context: EditContext): void {
  refuseStillborn(draft, key);
  const { before, replaced = null, after } = draft;
  if (before === after) return;
  const { author, countTokens } = context;
  const since = replaced === null ? [before] : [before, replaced];
  const violations = since.flatMap((each) => checkChange({ author, before: each, after, countTokens }));
  const told = new Map(violations.map((violation) => [violation.message, violation]));
  refuse([...told.values()], `The change of ${key} is refused.`);
}

function makeVersion(key: ResourceKey, { after, lifecycle }: Draft, { store, at }: EditContext) {
  return { key, lifecycle, version: store.versions.draft(key, after, at) };
}

function refuseUnnamed(key: ResourceKey): void {
  if (isResourceKey(key)) return;
  throw new AppError("input-invalid", `"${String(key)}" does not name a resource.`, {
    hint: "A resource is written KIND/NAME, for example prompt/order-clerk.",
  });
}

function parse(key: ResourceKey, raw: unknown): ResourceContent {
  const plain = toPlainJson(raw);
  if (!plain.ok) throw malformed(key, [`${plain.error.path}: ${plain.error.problem}`]);
  const parsed = parseContent(splitResourceKey(key).kind, plain.value);
  if (parsed.ok) return parsed.value;
  throw malformed(key, parsed.error);
}

function malformed(key: ResourceKey, problems: readonly string[]): AppError {
  return new AppError(
    "content-invalid",
    `The content of ${key} does not have the form of its kind: ${problems.join("; ")}`,
    { hint: "Correct the named fields." },
  );
}

/** Whoever depends on a changed resource must fit it still, and so must the changed resources themselves [R7]. */
function findBrokenFits(before: ResourceView, after: ResourceView): readonly Violation[] {
  return findMisfitsSince(before, after).map((misfit) => ({
    code: "interface-broken" as const,
    message: tellMisfit(misfit),
    hint: "Change or retire it in the same change, or keep what it relies on.",
  }));
}

function refuse(violations: readonly Violation[], summary: string): void {
  const [first] = violations;
  if (first === undefined) return;
  const messages = violations.map((violation) => violation.message).join(" ");
  throw new AppError(first.code, `${summary} ${messages}`, { hint: first.hint });
}

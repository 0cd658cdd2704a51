import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, parsePointer, type Json, type JsonObject } from "#core/base/json.ts";
import { nearestWord } from "#core/base/nearest-word.ts";
import { contentForm } from "#core/domain/content/content.ts";
import {
  resourceNameSchema,
  RESOURCE_KINDS,
  splitResourceKey,
  toResourceKey,
  type ResourceKey,
  type ResourceKind,
} from "#core/domain/resource.ts";
import { checkComposed, composeConfig, type Composing } from "#core/config/compose/compose.ts";
import { formatOrigin, wordFault } from "#core/config/compose/config-fault.ts";
import { fieldsOf } from "#core/config/compose/form-fields.ts";
import {
  childOf,
  nearestAt,
  toValue,
  type Origin,
  type Told,
  type ToldMap,
  type ToldPath,
} from "#core/config/compose/told.ts";
import { splitModelName } from "#core/domain/model-provider.ts";
import { FOLDERS as FIELD_OF, KIND_OF_FOLDER, type ResourceFile } from "#core/domain/resource-file.ts";
import type { Extending } from "./disk/compose-files.ts";
import { readBeside } from "./disk/read-beside.ts";
import { graft } from "./files/graft.ts";
import { slotsIn } from "./files/read-files.ts";
import { findUnknownFields, tellUnknown } from "./files/unknown-fields.ts";
import { withDefaults, type Known } from "./files/with-defaults.ts";
import { writeResource } from "./files/write-resource.ts";

const modelSchema = z.union([
  z.string().regex(/^[^/\s]+\/\S+$/, "a model is written PROVIDER/NAME, or as provider and name"),
  z.looseObject({ provider: z.string().min(1), name: z.string().min(1) }),
]);

function byField(form: (kind: ResourceKind) => z.ZodType): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(RESOURCE_KINDS.map((kind) => [FIELD_OF[kind], form(kind)]));
}

const systemSchema = z.strictObject({
  /** Which agent is run; where there is one alone, that one. */
  agent: resourceNameSchema.optional(),
  /** The model of every agent that names none. */
  model: modelSchema.optional(),
  /** Folders of plain files, over which this lies. */
  files: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
  /** What every resource of a kind says that does not say it otherwise. */
  defaults: z.strictObject(byField(() => z.looseObject({}).optional())).optional(),
  ...byField((kind) => z.record(resourceNameSchema, contentForm(kind)).optional()),
});

/** What is needed to fill in the resources; looked at first, so that one mistake is told once. */
const headSchema = systemSchema.pick({ agent: true, model: true, defaults: true, files: true }).loose();

/** An agent, or several, with everything they use that is not in a workspace already. */
export type SystemFile = {
  /** The agent that is meant. Throws config-invalid where that is not said. */
  readonly agent: () => string;
  readonly resources: readonly SystemResource[];
  /** Fields that nobody knows, which are kept and do nothing, each with where it was written. */
  readonly warnings: readonly string[];
};

export type SystemResource = {
  readonly resource: ResourceKey;
  readonly content: JsonObject;
  /** Where it was written last. */
  readonly origin: Origin;
  /** The plain files that say all of it, where some do. */
  readonly files: readonly ResourceFile[] | null;
};

/**
 * Composes a system file and holds it against its form [C31]; what it leaves out is what plain files may leave out, and is
 * the same. Throws config-invalid naming file, line and path.
 */
export function readSystemFile(
  composing: Omit<Composing, "fields"> & Pick<Extending, "shipped">,
): SystemFile {
  const composed = withoutOwn(composeConfig({ ...composing, fields: systemFields }));
  checkComposed(composed, headSchema, tellMisspeltExtends(composed));
  const own = fillUsual(composed);
  const known: Known = {
    slotsOf: (prompt) => slotsOf(own, prompt),
    usual: (kind) => usualOf(composed, kind),
  };
  const beside = readBeside(composed.entries.get("files"), { ...composing, known });
  const laid = layOver(own, beside.resources);
  const filled = fillOut(laid);
  const { slips, warnings } = findUnknownIn(filled);
  const { agent } = checkComposed(filled, systemSchema, slips);
  const found = resourcesIn(filled).map((each) => {
    const isBare = written(own, each.resource) === undefined;
    return { ...each, files: isBare ? (beside.files.get(each.resource) ?? null) : null };
  });
  return { agent: () => chooseAgent(filled, found, agent), resources: found, warnings };
}

/** What a file says for itself alone, as what its anchors stand for [R43]. */
function withoutOwn(told: ToldMap): ToldMap {
  return { ...told, entries: new Map([...told.entries].filter(([name]) => !name.startsWith("x-"))) };
}

/** Of all fields this one is gone before a form is asked. */
function tellMisspeltExtends({ entries }: ToldMap): readonly string[] {
  return [...entries].flatMap(([name, { origin }]) =>
    Object.hasOwn(systemSchema.shape, name) || nearestWord(name, ["extends"]) === null
      ? []
      : [wordFault(origin, [name], `there is no "${name}" here; did you mean "extends"?`)],
  );
}

/** The fields of its resources that nobody knows: slips, and what is kept [C39]. Each once, whoever all has it by default. */
function findUnknownIn(told: ToldMap) {
  const slips = new Set<string>();
  const warnings = new Set<string>();
  for (const { resource, content } of resourcesIn(told)) {
    if (!isJsonObject(content)) continue;
    const { kind, name } = splitResourceKey(resource);
    for (const field of findUnknownFields(kind, content)) {
      const path = [FIELD_OF[kind], name, ...(parsePointer(field.pointer) ?? [])];
      const words = wordFault(nearestAt(told, path).origin, path, tellUnknown(field));
      (field.meant === null ? warnings : slips).add(words);
    }
  }
  return { slips: [...slips], warnings: [...warnings] };
}

/** The names of all that it describes, each with its content as edits take it. */
export function resourcesOf({ resources: all }: SystemFile): ReadonlyMap<ResourceKey, Json> {
  return new Map(all.map(({ resource, content }) => [resource, content]));
}

/** The same as plain files, those that somebody wrote as they are. Throws unsupported for what no file can say. */
export function filesOfSystem({ resources: all }: SystemFile): readonly ResourceFile[] {
  const contents = new Map<string, JsonObject>(all.map(({ resource, content }) => [resource, content]));
  const slots = (prompt: string): readonly string[] | null => {
    const content = contents.get(toResourceKey("prompt", prompt));
    return content === undefined ? null : slotsIn(content["messages"]);
  };
  const files = all.flatMap(
    ({ resource: key, content, files: own }) =>
      own ?? writeResource({ key, content, known: { slotsOf: slots } }),
  );
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

/** Whether a file describes a system, and is not itself one resource. */
export function describesSystem(told: ToldMap): boolean {
  if (told.entries.has("description")) return false;
  const isNamed = (field: string): boolean => told.entries.get(field)?.kind === "map";
  return (
    ["files", "defaults"].some((field) => told.entries.has(field)) || Object.values(FIELD_OF).some(isNamed)
  );
}

function slotsOf(told: ToldMap, prompt: string): readonly string[] | null {
  const found = written(told, toResourceKey("prompt", prompt));
  const messages = found === undefined ? undefined : childOf(found, "messages");
  return messages === undefined ? null : slotsIn(toValue(messages));
}

function written(told: ToldMap, key: ResourceKey): Told | undefined {
  const { kind, name } = splitResourceKey(key);
  const held = told.entries.get(FIELD_OF[kind]);
  return held === undefined ? undefined : childOf(held, name);
}

/** What is usual for a kind, as plain files beside the system file have it. */
function usualOf(told: ToldMap, kind: ResourceKind): JsonObject {
  const model = kind === "agent" ? told.entries.get("model") : undefined;
  const defaults = told.entries.get("defaults");
  const own = defaults === undefined ? undefined : childOf(defaults, FIELD_OF[kind]);
  const usual = own === undefined ? {} : toValue(own);
  return {
    ...(model === undefined ? {} : { model: toValue(toModel(model)) }),
    ...(isJsonObject(usual) ? usual : {}),
  };
}

/** The system file over the plain files beside it. */
function layOver(told: ToldMap, beside: ReadonlyMap<ResourceKey, Told>): ToldMap {
  const entries = new Map(told.entries);
  entries.delete("files");
  for (const [key, plain] of beside) {
    const { kind, name } = splitResourceKey(key);
    const held = entries.get(FIELD_OF[kind]) ?? mapAt(plain.origin, []);
    if (held.kind !== "map") continue;
    const own = held.entries.get(name);
    const full = own === undefined ? plain : fillUnder(plain, own);
    entries.set(FIELD_OF[kind], { ...held, entries: new Map([...held.entries, [name, full]]) });
  }
  return { ...told, entries };
}

/** Each resource with what its file may leave out. */
function fillOut(told: ToldMap): ToldMap {
  const known: Known = { slotsOf: (prompt) => slotsOf(told, prompt) };
  const entries = new Map(told.entries);
  for (const [field, kind] of KIND_OF_FOLDER) {
    const held = entries.get(field);
    if (held?.kind !== "map") continue;
    const filled = [...held.entries].map(([name, resource]): readonly [string, Told] => {
      const fields = toValue(resource);
      if (!isJsonObject(fields)) return [name, resource];
      return [name, graft(resource, withDefaults(kind, name, { fields, known }))];
    });
    entries.set(field, { ...held, entries: new Map(filled) });
  }
  return { ...told, entries };
}

/** The fields that may be set at a path. */
function systemFields(path: ToldPath, composed: Told): readonly string[] | null {
  return fieldsOf(systemSchema, path, composed);
}

function resourcesIn(told: ToldMap): ReadonlyArray<Omit<SystemResource, "files">> {
  return RESOURCE_KINDS.flatMap((kind) => {
    const held = told.entries.get(FIELD_OF[kind]);
    if (held?.kind !== "map") return [];
    return [...held.entries].map(([name, content]) => ({
      resource: toResourceKey(kind, name),
      content: toValue(content) as JsonObject, // Its form says so.
      origin: content.origin,
    }));
  });
}

/** Each resource with what is usual for its kind, and each agent with the file's model. */
function fillUsual(told: ToldMap): ToldMap {
  const model = told.entries.get("model");
  const usual = told.entries.get("defaults");
  const entries = new Map(told.entries);
  for (const field of Object.values(FIELD_OF)) {
    const held = entries.get(field);
    if (held?.kind !== "map") continue;
    const own = usual === undefined ? undefined : childOf(usual, field);
    const isModelled = field === FIELD_OF.agent && model !== undefined;
    const filled = [...held.entries].map(([name, resource]): readonly [string, Told] => {
      const full = own === undefined ? resource : fillUnder(own, resource);
      return [name, isModelled ? fillUnder(mapAt(model.origin, [["model", toModel(model)]]), full) : full];
    });
    entries.set(field, { ...held, entries: new Map(filled) });
  }
  return { ...told, entries };
}

/** What is written, and of maps also what is usual and not written. */
function fillUnder(usual: Told, written: Told): Told {
  if (usual.kind !== "map" || written.kind !== "map") return written;
  const entries = new Map(written.entries);
  for (const [key, value] of usual.entries) {
    const own = entries.get(key);
    entries.set(key, own === undefined ? value : fillUnder(value, own));
  }
  return { ...written, entries };
}

function mapAt(origin: Origin, entries: ReadonlyArray<readonly [string, Told]>): ToldMap {
  return { kind: "map", origin, entries: new Map(entries) };
}

/** PROVIDER/NAME as the fields of an agent's content. */
function toModel(told: Told): Told {
  if (told.kind !== "scalar" || typeof told.value !== "string") return told;
  const model = splitModelName(told.value);
  if (model === null) return told;
  const field = (key: "provider" | "name"): readonly [string, Told] => [key, { ...told, value: model[key] }];
  return mapAt(told.origin, [field("provider"), field("name")]);
}

/** The named agent may be one that a workspace has already. */
function chooseAgent(
  told: ToldMap,
  found: ReadonlyArray<Pick<SystemResource, "resource">>,
  named: string | undefined,
): string {
  if (named !== undefined) return named;
  const names = found.flatMap(({ resource }) =>
    resource.startsWith("agent/") ? resource.slice("agent/".length) : [],
  );
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  const { origin } = nearestAt(told, []);
  throw new AppError(
    "config-invalid",
    `${formatOrigin(origin)}: agent: it is not said which agent is meant`,
    {
      hint: only === undefined ? "Describe one under agents." : `Name one under agent: ${names.join(", ")}.`,
    },
  );
}

import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { contentForm } from "#core/domain/content/content.ts";
import {
  resourceNameSchema,
  RESOURCE_KINDS,
  toResourceKey,
  type ResourceKey,
  type ResourceKind,
} from "#core/domain/resource.ts";
import { checkComposed, composeConfig, type Composing } from "./compose/compose.ts";
import { formatOrigin } from "./compose/config-fault.ts";
import { fieldsOf } from "./compose/form-fields.ts";
import {
  childOf,
  nearestAt,
  toValue,
  type Origin,
  type Told,
  type ToldMap,
  type ToldPath,
} from "./compose/told.ts";

/** The field of a system file that holds the resources of a kind, by name. */
const FIELD_OF = {
  prompt: "prompts",
  agent: "agents",
  tool: "tools",
  environment: "environments",
  memory: "memory",
} as const satisfies Record<ResourceKind, string>;

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
  /** What every resource of a kind says that does not say it otherwise. */
  defaults: z.strictObject(byField(() => z.looseObject({}).optional())).optional(),
  ...byField((kind) => z.record(resourceNameSchema, contentForm(kind)).optional()),
});

/** What is needed to fill in the resources; looked at first, so that one mistake is told once. */
const headSchema = systemSchema.pick({ agent: true, model: true, defaults: true }).loose();

/** One agent, with everything it uses that is not in a workspace already. */
export type SystemFile = {
  readonly agent: string;
  readonly resources: readonly SystemResource[];
};

export type SystemResource = {
  readonly resource: ResourceKey;
  readonly content: Json;
  /** Where it was written last. */
  readonly origin: Origin;
};

/** Composes a system file and holds it against its form [C31]. Throws config-invalid naming file, line and path. */
export function readSystemFile(composing: Omit<Composing, "fields">): SystemFile {
  const composed = composeConfig({ ...composing, fields: systemFields });
  checkComposed(composed, headSchema);
  const told = withDefaults(composed);
  const { agent } = checkComposed(told, systemSchema);
  const found = resourcesIn(told);
  return { agent: chooseAgent(told, found, agent), resources: found };
}

/** The names of all that it describes, each with its content as edits take it. */
export function resourcesOf({ resources: all }: SystemFile): ReadonlyMap<ResourceKey, Json> {
  return new Map(all.map(({ resource, content }) => [resource, content]));
}

/** The fields that may be set at a path. */
function systemFields(path: ToldPath, composed: Told): readonly string[] | null {
  return fieldsOf(systemSchema, path, composed);
}

function resourcesIn(told: ToldMap): readonly SystemResource[] {
  return RESOURCE_KINDS.flatMap((kind) => {
    const held = told.entries.get(FIELD_OF[kind]);
    if (held?.kind !== "map") return [];
    return [...held.entries].map(([name, content]) => ({
      resource: toResourceKey(kind, name),
      content: toValue(content),
      origin: content.origin,
    }));
  });
}

/** Each resource with what is usual for its kind, and each agent with the file's model. */
function withDefaults(told: ToldMap): ToldMap {
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
      return [name, isModelled ? fillUnder(mapOf("model", toModel(model)), full) : full];
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

function mapOf(key: string, value: Told): ToldMap {
  return { kind: "map", origin: value.origin, entries: new Map([[key, value]]) };
}

/** PROVIDER/NAME as the fields of an agent's content. */
function toModel(told: Told): Told {
  if (told.kind !== "scalar" || typeof told.value !== "string") return told;
  const [provider = "", ...name] = told.value.split("/");
  const field = (value: string): Told => ({ ...told, value });
  const entries = new Map([
    ["provider", field(provider)],
    ["name", field(name.join("/"))],
  ]);
  return { kind: "map", origin: told.origin, entries };
}

/** The named agent may be one that a workspace has already. */
function chooseAgent(told: ToldMap, found: readonly SystemResource[], named: string | undefined): string {
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

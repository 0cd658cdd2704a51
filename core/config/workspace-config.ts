import { z } from "zod";
import type { Document, LineCounter } from "yaml";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { toPlainJson } from "#core/base/plain-json.ts";
import { wordIssue } from "#core/base/word-issue.ts";
import { APPROVERS, policySchema } from "#core/domain/policy.ts";
import { resourceNameSchema } from "#core/domain/resource.ts";
import { findSecret } from "#core/domain/secrets.ts";
import { capsSchema, unknownPriceSchema } from "#core/domain/session.ts";
import { connectionsSchema } from "./connections-schema.ts";
import { readYaml } from "./read-yaml.ts";
import { routesSchema } from "./routes-schema.ts";

/** US dollars per million tokens; cached input costs what other input does unless it is given. */
const modelPriceSchema = z.strictObject({
  input: z.number().min(0),
  output: z.number().min(0),
  cachedInput: z.number().min(0).optional(),
});

const modelNameSchema = z
  .string()
  .regex(/^[^/\s]+\/\S+$/, "a model is written CONNECTION/NAME, for example openai/text-embedding-3-small");

/** How the simulated model behaves on the way: as slow and as unreliable as a real one, to see what is made of it. */
const standInSchema = z.strictObject({
  /** Before the first word. */
  latencyMs: z.number().min(0).max(60_000).optional(),
  /** Of what follows; at once where nothing is said. */
  tokensPerSecond: z.number().min(1).max(100_000).optional(),
  faults: z
    .array(
      z.strictObject({
        kind: z.enum(["cut-stream", "malformed-tool-call", "rate-limited", "unavailable"]),
        /** Numbers of the calls that go wrong, counted from 1 in each session, run or evaluation; or */
        atCalls: z.array(z.int().min(1)).max(1000).optional(),
        /** the share of them that does, drawn by the seed. */
        probability: z.number().min(0).max(1).optional(),
        seed: z.int().min(0).optional(),
      }),
    )
    .max(20)
    .optional(),
});
export type StandInConfig = z.infer<typeof standInSchema>;

/** What `workspace.yaml` may say. Everything is optional; an unknown key is an error, because it would do nothing. */
export const workspaceConfigSchema = z
  .strictObject({
    /** The agent and dataset that commands use when none is named. */
    agent: resourceNameSchema.optional(),
    dataset: z.string().min(1).optional(),
    /** Who decides in a new session where none is asked for. `rules`: those below. */
    approve: z.enum(APPROVERS).optional(),
    /** Rules of one's own: tried in order, the first that applies decides. */
    policy: policySchema.optional(),
    /** Settings of new sessions, as `session start --set` takes them. */
    session: z.record(z.string(), z.unknown()).default({}),
    /** What each command that calls models may spend: a session, a run, an evaluation. */
    caps: capsSchema.default({}),
    /** What models cost, by PROVIDER/NAME: they win over the prices that the program knows. */
    prices: z.record(z.string().regex(/^[^/\s]+\/\S+$/), modelPriceSchema).default({}),
    /** Endpoints by the names that stand for them in NAME/MODEL. */
    connections: connectionsSchema.default({}),
    /** Models of which one answers each call, by the names that stand for them in route/NAME. */
    routes: routesSchema.default({}),
    /** The model that tells where texts stand by their meaning, for searching the registry; without it, words do. */
    embeddings: modelNameSchema.optional(),
    /** `allow`: models may be called whose price nobody knows. */
    unknownPrice: unknownPriceSchema.optional(),
    /** Latency, speed and faults of the simulated model; without them it answers at once, and always. */
    simulated: standInSchema.default({}),
  })
  .refine(({ approve, policy }) => approve !== "rules" || policy !== undefined, {
    path: ["approve"],
    message: "there are no rules under `policy` that could decide",
  });
export type WorkspaceConfig = z.infer<typeof workspaceConfigSchema>;

/** A person corrects a few at a time. */
const MOST_PROBLEMS = 10;

/**
 * Reads a workspace's configuration. Config is data: nothing in it is executed. Throws config-invalid naming file,
 * line and path of everything that is wrong.
 */
export function parseWorkspaceConfig(text: string, file: string): WorkspaceConfig {
  const yaml = readYaml(text);
  if ("problem" in yaml)
    throw invalid(`${file}${yaml.line === null ? "" : `:${yaml.line}`}: ${yaml.problem}`);
  const { document, lines } = yaml;
  const values = readValues(document, file) ?? {};
  const parsed = workspaceConfigSchema.safeParse(values, { error: wordIssue });
  const issues = parsed.success ? findKeys(values) : parsed.error.issues.map(placeOf);
  if (parsed.success && issues.length === 0) return parsed.data;
  const problems = issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => {
    const place = path.length === 0 ? "the document" : path.map(String).join(".");
    return `${file}${lineOf(document, path, lines)}: ${place}: ${message}`;
  });
  const more = issues.length - MOST_PROBLEMS;
  throw invalid(problems.join("; ") + (more > 0 ? `; and ${more} more` : ""));
}

type Placed = { readonly path: readonly PropertyKey[]; readonly message: string };

function placeOf(issue: z.core.$ZodIssue): Placed {
  const unknown = issue.code === "unrecognized_keys" ? issue.keys : [];
  return { path: [...issue.path, ...unknown.slice(0, 1)], message: issue.message };
}

/** Wherever it stands: whoever is given the workspace reads the file [S63]. A name that is one is not said again. */
function findKeys(value: Json, path: readonly string[] = []): readonly Placed[] {
  if (typeof value === "string")
    return findSecret(value) === null
      ? []
      : [{ path, message: "it looks like a key, and keys stand in no file" }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    findSecret(name) === null
      ? findKeys(inner, [...path, name])
      : [{ path, message: "a name in it looks like a key, and keys stand in no file" }],
  );
}

/** The document's values. Aliases that would unfold without end, and numbers such as .nan, are refused. */
function readValues(document: Document, file: string): Json {
  let values: unknown;
  try {
    values = document.toJS();
  } catch (error) {
    throw invalid(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const plain = toPlainJson(values);
  if (plain.ok) return plain.value;
  const place = plain.error.path.slice(1).replaceAll("/", ".");
  throw invalid(`${file}: ${place === "" ? "the document" : place}: ${plain.error.problem}`);
}

/** ":7", or nothing where the path leads to nothing that was written. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): string {
  const node = document.getIn(path, true);
  const hasRange = typeof node === "object" && node !== null && "range" in node;
  const range = hasRange ? (node.range as [number] | null | undefined) : null;
  return range === null || range === undefined ? "" : `:${lines.linePos(range[0]).line}`;
}

function invalid(message: string): AppError {
  return new AppError("config-invalid", message, {
    hint: "Correct the file; a key it does not know is refused.",
  });
}

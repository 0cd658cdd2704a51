import type { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { wordIssue, type Issue } from "#core/base/word-issue.ts";
import { wordFault } from "./config-fault.ts";
import { layOver } from "./lay-over.ts";
import { ConfigFileFault, loadLayers, type ConfigSource } from "./load-layers.ts";
import {
  readOverride,
  refuseUnknownPath,
  toLayer,
  type KnownFields,
  type TypedOverride,
} from "./read-override.ts";
import { fillReferences, type Environment } from "./references.ts";
import { nearestAt, toValue, type Told, type ToldMap } from "./told.ts";

export type Composing = {
  readonly source: ConfigSource;
  /** The file, as a person named it. */
  readonly named: string;
  /** What stands in references. */
  readonly environment: Environment;
  /** Laid over the files, in the order in which they were typed. */
  readonly overrides: readonly TypedOverride[];
  readonly fields: KnownFields;
};

/**
 * A configuration out of its files: those that are extended lie below, what was typed lies on top, and only then references
 * are filled in, so that one which was replaced needs no value. Throws config-invalid naming file, line and path of what
 * is wrong [C29]. Config is data: nothing in it is executed.
 */
export function composeConfig({ source, named, environment, overrides, fields }: Composing): ToldMap {
  const layers = loadNamed(source, named, environment);
  const composed = layers.reduce(layMap, {
    kind: "map",
    origin: { file: named, line: null },
    entries: new Map(),
  });
  const typed = overrides.map(readOverride).reduce((under, override) => {
    refuseUnknownPath(under, override, fields);
    return layMap(under, toLayer(override));
  }, composed);
  // A map stays one.
  return fillReferences(typed, environment) as ToldMap;
}

function loadNamed(source: ConfigSource, named: string, environment: Environment): readonly ToldMap[] {
  try {
    return loadLayers(source, source.find(named, null), environment);
  } catch (error) {
    if (!(error instanceof ConfigFileFault)) throw error;
    throw new AppError("config-invalid", `${error.message}.`, {
      hint: "Name a file of YAML that you may read.",
    });
  }
}

/** Of a whole file nothing can be left but a map. */
function layMap(under: ToldMap, over: ToldMap): ToldMap {
  const laid = layOver(under, over);
  return laid?.kind === "map" ? laid : { ...over, entries: new Map() };
}

/** A person corrects a few at a time. */
const MOST_PROBLEMS = 10;

/**
 * What was composed, in its form. Throws config-invalid with everything that is wrong, each where it was written: a value
 * that came from a file which was extended is that file's [C29]. `also` is what else was found wrong, in the same words.
 */
export function checkComposed<T>(told: Told, schema: z.ZodType<T>, also: readonly string[] = []): T {
  const parsed = schema.safeParse(toValue(told) satisfies Json, { error: wordIssue });
  if (parsed.success && also.length === 0) return parsed.data;
  const issues = parsed.error?.issues ?? [];
  // No more is worded than is told.
  const words = issues.slice(0, MOST_PROBLEMS).map((issue) => wordWhere(told, issue));
  throw toFault([...words, ...also], issues.length + also.length);
}

/** One error of all that a form found wrong. */
function toFault(words: readonly string[], count: number): AppError {
  const problems = words.slice(0, MOST_PROBLEMS);
  const more = count - MOST_PROBLEMS;
  return new AppError("config-invalid", problems.join("; ") + (more > 0 ? `; and ${more} more` : ""), {
    hint: "Correct the named fields; nothing was changed.",
  });
}

function wordWhere(told: Told, { path = [], code, keys, message = "" }: Issue): string {
  const [unknown] = code === "unrecognized_keys" && Array.isArray(keys) ? (keys as readonly string[]) : [];
  const full = [...(path as readonly PropertyKey[]), ...(unknown === undefined ? [] : [unknown])];
  return wordFault(nearestAt(told, full).origin, full, message);
}

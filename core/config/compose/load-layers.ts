import { configFault } from "./config-fault.ts";
import { nameKind, readToldMap } from "./read-told.ts";
import { fillReferences, type Environment } from "./references.ts";
import type { Told, ToldMap } from "./told.ts";

/** Where files of a configuration come from. */
export type ConfigSource = {
  /**
   * The file that is meant by what is written in another (null: by a person). `id` is the same for one file however it is
   * written, `shown` is what people know it by. Throws a sentence about it: what cannot be found, or may not be read.
   */
  readonly find: (written: string, from: ConfigFile | null) => ConfigFile;
  readonly read: (file: ConfigFile) => string;
};
export type ConfigFile = { readonly id: string; readonly shown: string };

/** What a source has to say of a file that cannot be had: the end of a sentence that names where it was asked for. */
export class ConfigFileFault extends Error {}

/** As far from the first as anybody can follow. */
const MOST_LEVELS = 32;
const MOST_FILES = 200;

const EXTENDS = "extends";

type Loading = {
  readonly source: ConfigSource;
  readonly environment: Environment;
  readonly layers: Map<string, ToldMap>;
};

/**
 * A file and all that it extends, each once and after everything that it extends itself, so that each is laid over what it
 * builds on. Where two extend the same file, it lies below both. Throws config-invalid for what cannot be had, for files
 * that extend each other in a circle, and for more than anybody can follow [C29].
 */
export function loadLayers(
  source: ConfigSource,
  file: ConfigFile,
  environment: Environment,
): readonly ToldMap[] {
  const loading = { source, environment, layers: new Map<string, ToldMap>() };
  load(file, [], loading);
  return [...loading.layers.values()];
}

function load(file: ConfigFile, chain: readonly ConfigFile[], loading: Loading): void {
  const { source, layers } = loading;
  const told = readToldMap(source.read(file), file.shown);
  const extended = told.entries.get(EXTENDS);
  const under = [...chain, file];
  for (const { written, origin } of extended === undefined ? [] : toNames(extended, loading.environment)) {
    const fault = (problem: string) => configFault(origin, [EXTENDS], { problem });
    const found = saying(origin, () => source.find(written, file));
    const circle = under.findIndex(({ id }) => id === found.id);
    if (circle >= 0) {
      const around = [...under.slice(circle), found].map(({ shown }) => shown).join(" → ");
      throw fault(`files extend each other in a circle: ${around}`);
    }
    if (layers.has(found.id)) continue;
    if (under.length >= MOST_LEVELS) throw fault(`more than ${MOST_LEVELS} files extend one another`);
    if (layers.size >= MOST_FILES) throw fault(`it is made of more than ${MOST_FILES} files`);
    saying(origin, () => load(found, under, loading));
  }
  layers.set(file.id, { ...told, entries: new Map([...told.entries].filter(([key]) => key !== EXTENDS)) });
}

type Name = { readonly written: string; readonly origin: Told["origin"] };

function toNames(said: Told, environment: Environment): readonly Name[] {
  const told = fillReferences(said, environment, [EXTENDS]);
  const all = told.kind === "list" ? told.items : [told];
  return all.map((item) => {
    const { origin } = item;
    if (item.kind === "scalar" && typeof item.value === "string" && item.value !== "") {
      return { written: item.value, origin };
    }
    const problem = `must be the path of a file, or a list of them, not ${nameKind(item)}`;
    throw configFault(origin, [EXTENDS], { problem });
  });
}

/** What the source says is about what is written there. */
function saying<T>(origin: Told["origin"], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ConfigFileFault)) throw error;
    throw configFault(origin, [EXTENDS], { problem: error.message });
  }
}

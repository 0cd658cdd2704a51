import { AppError } from "#core/base/app-error.ts";
import { parsePointer } from "#core/base/json.ts";
import { composeConfig } from "#core/config/compose/compose.ts";
import { ConfigFault } from "#core/config/compose/config-fault.ts";
import { createFileSource, type NamedFolder } from "#core/config/compose/config-files.ts";
import type { Environment } from "#core/config/compose/references.ts";
import { nearestAt, toValue, type ToldMap } from "#core/config/compose/told.ts";
import { wholeFile, type FileProblem, type ResourceFile } from "#core/domain/resource-file.ts";
import { formatFields } from "#core/exchange/files/format-yaml.ts";
import { splitFrontMatter } from "#core/exchange/files/front-matter.ts";
import { readFields } from "#core/exchange/files/read-fields.ts";

/** What files build on that is not beside them. */
export type Extending = { readonly shipped: NamedFolder; readonly environment: Environment };

export type ComposedFiles = {
  readonly files: readonly ResourceFile[];
  readonly problems: readonly FileProblem[];
  /** The files of which more was written elsewhere. */
  readonly composed: ReadonlySet<string>;
  /** Those of them that could not be composed: what else is wrong with them is not known. */
  readonly uncomposed: ReadonlySet<string>;
  /** Where what is wrong with such a file was written. */
  readonly place: (problem: FileProblem) => FileProblem;
};

/**
 * Files of resources as they are without `extends`: whoever reads the disk composes them, so that what goes further is
 * whole and says nothing of other files [S57]. Those without the word stay letter for letter. `root` is what their paths
 * are from.
 */
export function composeFiles(
  root: string,
  files: readonly ResourceFile[],
  extending: Extending,
): ComposedFiles {
  const problems: FileProblem[] = [];
  const uncomposed = new Set<string>();
  const origins = new Map<string, Composed>();
  const whole = files.map((file) => {
    const yaml = yamlOf(file);
    if (yaml === null || !saysExtends(yaml)) return file;
    try {
      const composed = compose(root, { file, yaml }, extending);
      origins.set(file.path, composed);
      return { ...file, text: composed.text };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      uncomposed.add(file.path);
      problems.push(toProblem(file.path, error));
      return file;
    }
  });
  return {
    files: whole,
    problems,
    composed: new Set([...origins.keys(), ...uncomposed]),
    uncomposed,
    place: (problem) => placeIn(origins.get(problem.file), problem),
  };
}

/** The YAML of a file that says a resource, on the lines that it has there; null of what says none. */
function yamlOf({ path, text }: ResourceFile): string | null {
  if (path.endsWith(".md")) {
    const matter = splitFrontMatter(text);
    return matter === null || matter === "open" ? null : `\n${matter.yaml}`;
  }
  const isMain = /^(?:[^/]+\/)?[^/]+\.ya?ml$/.test(path) && !/\.schema\.ya?ml$/.test(path);
  return isMain ? text.replace(/^\uFEFF/, "") : null;
}

function saysExtends(yaml: string): boolean {
  if (!yaml.includes("extends")) return false;
  const fields = readFields(yaml, 1);
  return "values" in fields && Object.hasOwn(fields.values, "extends");
}

type Composed = {
  readonly text: string;
  readonly told: ToldMap;
  /** By how many lines what follows the YAML stands lower than in its file. */
  readonly lower: number;
};

type Written = { readonly file: ResourceFile; readonly yaml: string };

function compose(root: string, { file, yaml }: Written, { shipped, environment }: Extending): Composed {
  const disk = createFileSource({ cwd: root, shipped });
  const told = composeConfig({
    source: { ...disk, read: (asked) => (asked.shown === file.path ? yaml : disk.read(asked)) },
    named: file.path,
    environment,
    overrides: [],
    fields: () => null,
  });
  const written = formatFields(toValue(told));
  const matter = file.path.endsWith(".md") ? splitFrontMatter(file.text) : null;
  if (matter === null || matter === "open") return { text: written, told, lower: 0 };
  const lower = written.split("\n").length - matter.yaml.split("\n").length;
  return { text: matter.open + written + matter.close + matter.body, told, lower };
}

function placeIn(composed: Composed | undefined, problem: FileProblem): FileProblem {
  if (composed === undefined) return problem;
  const tokens = parsePointer(problem.path) ?? [];
  const [field] = tokens;
  const isInBody = field === "messages" && !composed.told.entries.has(field);
  if (isInBody) return { ...problem, line: problem.line === null ? null : problem.line - composed.lower };
  const { file, line } = nearestAt(composed.told, tokens).origin;
  return line === null ? problem : { ...problem, file, line };
}

/** In the file that says it, which may be another than the one that was asked for. */
function toProblem(path: string, error: AppError): FileProblem {
  if (!(error instanceof ConfigFault) || error.origin.line === null) return wholeFile(path, error.message);
  return { ...error.origin, path: "", reason: error.said };
}

import type { AppliedDocument } from "#core/contract/files.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { formatChanges } from "./changes.ts";
import { shortId } from "./format.ts";

/** "prompts/a.md:4 /mask: it is …", one line each, as editors read them. */
export function formatProblems(problems: readonly FileProblem[]): readonly string[] {
  return problems.map(({ file, line, path, reason }) => {
    const place = line === null ? file : `${file}:${line}`;
    return `${place}: ${path === "" ? "" : `${path} `}${reason}`;
  });
}

/** What is kept of files and does nothing, a line each. */
export function formatWarnings(warnings: readonly FileProblem[]): readonly string[] {
  return formatProblems(warnings).map((line) => `Warning: ${line}`);
}

export function formatApplied(applied: AppliedDocument): string {
  const { changes, commit, proposal, done, unchanged, ignored, sources, warnings } = applied;
  const said =
    done ??
    (changes.length === 0 ? "Nothing would change: the workspace says that already." : "It would change:");
  return [
    commit === undefined ? said : `${shortId(commit)} ${said}`,
    ...(proposal === undefined ? [] : ["It is measured before it is decided on."]),
    ...(changes.length === 0 ? [] : ["", formatChanges(changes)]),
    ...applied.contract.map(
      ({ resource, kind, text }) => `${kind === "broken" ? "breaks" : "adds"}  ${resource}: ${text}`,
    ),
    ...formatWarnings(warnings),
    ...(unchanged.length + ignored.length + sources === 0 ? [] : [""]),
    ...(unchanged.length === 0 ? [] : [`Unchanged: ${unchanged.length}`]),
    ...(ignored.length === 0 ? [] : [`Left alone: ${listSome(ignored)}`]),
  ].join("\n");
}

const MOST_NAMED = 5;

function listSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

import { AppError } from "#core/base/app-error.ts";
import { parseContent } from "#core/domain/content/content.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import { checkEdits, previewEdits, type EditContext } from "#core/resources/edits.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import { findSecret } from "#core/domain/secrets.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";

type Asked = {
  readonly before: ResourceView;
  readonly resources: readonly ReadResource[];
  readonly edits: readonly AskedEdit[];
  /** Whether all files could be read: what does not fit may stand in one that could not. */
  readonly isWhole: boolean;
};

/**
 * What the registry refuses of a folder, by the file that it is about: of each resource by itself what is not allowed or
 * cannot be built, then, of a folder that was read `whole`, what no longer fits together. Empty where nothing of it is
 * about a file.
 */
export async function findRefusedFiles(context: AppContext, asked: Asked): Promise<readonly FileProblem[]> {
  const { before, resources, edits } = asked;
  const { store, caller, clock, countTokens } = context;
  const request: EditContext = { store, author: caller.kind, at: clock.now(), countTokens };
  const readOf = new Map(resources.map((read) => [read.key, read]));
  const problems: FileProblem[] = [];
  for (const edit of edits) {
    const read = readOf.get(edit.resource);
    if (read === undefined) continue;
    const secrets = findSecrets(read);
    const error = refusalOf(() => {
      checkEdits(before, [edit], request);
    });
    if (secrets.length > 0) problems.push(...secrets);
    else if (error !== null) problems.push(toProblem(read, error.message));
    else problems.push(...(await findUnbuildable(context, read)));
  }
  if (problems.length > 0 || !asked.isWhole) return problems;
  const misfit = refusalOf(() => {
    previewEdits(before, edits, request);
  });
  if (misfit === null) return [];
  // The sentence names each that would no longer work; those without a file here are told with the refusal itself.
  return resources.flatMap((read) =>
    misfit.message
      .split(/(?<=\.) (?=[a-z]+\/)/)
      .filter((sentence) => sentence.includes(`${read.key} would no longer work`))
      .map((sentence) => toProblem(read, sentence.slice(sentence.indexOf(read.key)))),
  );
}

async function findUnbuildable({ runtime }: AppContext, read: ReadResource): Promise<readonly FileProblem[]> {
  const { kind } = splitResourceKey(read.key);
  const parsed = parseContent(kind, read.content);
  const problems = parsed.ok ? await runtime.build(parsed.value) : parsed.error;
  if (problems.length === 0) return [];
  const path = kind === "tool" ? "/code" : "";
  return [{ ...read.place(path), path, reason: `${read.key} cannot be built: ${problems.join("; ")}` }];
}

/** A key in a comment is kept with the file, and so is no better there than in the content. */
function findSecrets(read: ReadResource): FileProblem[] {
  return [read.main, ...read.beside].flatMap(({ path, text }) => {
    const found = findSecret(text);
    if (found === null) return [];
    const line = text.split("\n").findIndex((each) => findSecret(each) !== null) + 1;
    const reason = `it seems to hold ${found}: keys belong in the environment or the key store, never in a file`;
    return [{ file: path, line: line === 0 ? null : line, path: "", reason }];
  });
}

function refusalOf(attempt: () => void): AppError | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** At the place that the sentence names, where it names one. */
function toProblem(read: ReadResource, reason: string): FileProblem {
  const pointer = /(?<![\w.])(\/[\w~-]+(?:\/[\w~-]+)*)/.exec(reason.replaceAll(read.key, ""))?.[1];
  const path = pointer ?? (reason.includes("input schema") ? "/inputSchema" : "");
  return { ...read.place(path), path, reason };
}

import { AppError } from "#core/base/app-error.ts";
import { parseContent } from "#core/domain/content/content.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { findSecretsIn, findSecretsInAll } from "#core/exchange/files/find-secrets.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import { checkEdits, findBroken, type EditContext } from "#core/resources/edits.ts";
import { tellMisfit, type Misfit } from "#core/resources/misfits.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
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
  const editsOf = Map.groupBy(edits, ({ resource }) => resource);
  // Also where nothing they say is new: the files themselves are kept.
  const problems: FileProblem[] = [...findSecretsInAll(resources)];
  for (const read of resources) {
    const own = editsOf.get(read.key);
    if (own === undefined || findSecretsIn(read).length > 0) continue;
    const error = refusalOf(() => {
      checkEdits(before, own, request);
    });
    if (error !== null) problems.push(toProblem(read, error.message));
    else problems.push(...(await findUnbuildable(context, read)));
  }
  if (problems.length > 0 || !asked.isWhole) return problems;
  const readOf = new Map(resources.map((read) => [read.key, read]));
  const broken: Misfit[] = [];
  // What else forbids their sum is of no one file, and is told by the change itself.
  refusalOf(() => {
    broken.push(...findBroken(before, edits, request));
  });
  return broken.flatMap((misfit) => {
    const read = readOf.get(misfit.resource);
    return read === undefined ? [] : [toProblem(read, tellMisfit(misfit))];
  });
}

async function findUnbuildable({ runtime }: AppContext, read: ReadResource): Promise<readonly FileProblem[]> {
  const { kind } = splitResourceKey(read.key);
  const parsed = parseContent(kind, read.content);
  const problems = parsed.ok ? await runtime.build(parsed.value) : parsed.error;
  if (problems.length === 0) return [];
  const path = kind === "tool" ? "/code" : "";
  return [{ ...read.place(path), path, reason: `${read.key} cannot be built: ${problems.join("; ")}` }];
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

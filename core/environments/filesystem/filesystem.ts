import { z } from "zod";
import { assert, assertDefined } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { EnvironmentOfType } from "#core/domain/content/environment.ts";
import type { EnvironmentType, OpenEnvironment } from "#core/environments/environment.ts";
import { FILE_ACTIONS } from "./actions.ts";
import { createFileTree, type FileTree } from "./file-tree.ts";

type FilesystemContent = EnvironmentOfType<"filesystem">;

/** Files of the rollout's own, in memory. */
export const FILESYSTEM: EnvironmentType<FilesystemContent> = {
  implementation: "filesystem/1",
  opens: "with-the-rollout",
  // Actions answer at once.
  actionTimeoutMs: 1000,
  findProblems: async (content) => Promise.resolve(findFilesystemProblems(content)),
  begin: putFilesOver,
  open: async (content) => Promise.resolve(openFilesystem(content)),
};

const givenSchema = z.strictObject({ files: z.record(z.string(), z.string()) });

/** A file that is given takes the place of a recorded one of its name; the others stay. */
function putFilesOver(content: FilesystemContent, given: JsonObject): Result<FilesystemContent, string> {
  const parsed = givenSchema.safeParse(given);
  if (!parsed.success) return err('it takes {"files": {PATH: TEXT}} and nothing else');
  const { initialState } = content;
  const files = { ...initialState.files, ...parsed.data.files };
  return ok({ ...content, initialState: { ...initialState, files } });
}

type Action = FilesystemContent["actions"][number];

/** A private copy of the initial files. The content is known to be buildable. */
function openFilesystem(content: FilesystemContent): OpenEnvironment {
  let files: FileTree | null = createFileTree(content.config);
  for (const [path, text] of Object.entries(content.initialState.files)) {
    assert(files.write(path, text).ok, `the initial file ${path} of a built environment`);
  }
  return {
    perform: async (name, input) => {
      const action = assertDefined(FILE_ACTIONS.get(name), `the action ${name}`);
      await Promise.resolve();
      if (files === null) return err({ code: "tool-failed", message: "The environment is closed." });
      return action.run(files, input);
    },
    state: async () => Promise.resolve(assertDefined(files, "the state of a closed environment").snapshot()),
    close: async () => {
      files = null;
      await Promise.resolve();
    },
  };
}

/** What is wrong with the actions and initial files, one sentence each. */
function findFilesystemProblems(content: FilesystemContent): readonly string[] {
  const names = content.actions.map(({ name }) => name);
  const repeated = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
  return [
    ...repeated.map((name) => `the action ${name} is declared twice`),
    ...content.actions.flatMap(findActionProblems),
    ...findFileProblems(content),
  ];
}

function findActionProblems(declared: Action): readonly string[] {
  const action = FILE_ACTIONS.get(declared.name);
  if (action === undefined) {
    return [`a filesystem has no action ${declared.name}; it has ${[...FILE_ACTIONS.keys()].join(", ")}`];
  }
  const required = declared.inputSchema.required ?? [];
  const missing = action.inputs.filter((input) => !required.includes(input));
  const surplus = required.filter((input) => !action.inputs.includes(input));
  const isUnderstated = action.isWriting && (declared.effect === "pure" || declared.effect === "read");
  return [
    ...missing.map((input) => `${declared.name} needs the input ${input}, which its schema does not require`),
    ...surplus.map((input) => `${declared.name} does not read the input ${input}, which its schema requires`),
    ...(isUnderstated ? [`${declared.name} changes files, so its effect cannot be ${declared.effect}`] : []),
  ];
}

function findFileProblems(content: FilesystemContent): readonly string[] {
  const files = createFileTree(content.config);
  const seen = new Set<string>();
  return Object.entries(content.initialState.files).flatMap(([path, text]) => {
    const written = files.write(path, text);
    if (!written.ok) return [written.error.message.replace(/\.$/, "")];
    const isTwice = seen.has(written.value.path);
    seen.add(written.value.path);
    return isTwice ? [`two initial files are called ${written.value.path}`] : [];
  });
}

import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { agentContentSchema } from "#core/domain/content/agent.ts";
import { copyDeep } from "#core/domain/deep-copy.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { readContent, readTyped } from "#core/host/cli/read-content.ts";

type Compile = (client: WorkspaceClient) => Promise<readonly AskedEdit[]>;

type Copy = {
  readonly from: ResourceKey;
  readonly resource: ResourceKey;
  readonly at?: string;
  readonly branch?: string;
  readonly deep?: boolean;
};

/** A copy of what is in force, or was at a commit; of an agent with what is its own, where that is asked for. */
export function compileCopy({ from, resource, at, branch, deep }: Copy): Compile {
  return async (client) => {
    if (deep !== true && at === undefined) return [{ type: "copy", resource, from }];
    const when = at ?? branch ?? "head";
    const source = await client.resources.show({ resource: from, at: when });
    if (deep !== true) return [{ type: "copy", resource, from, version: source.version }];
    if (source.kind !== "agent")
      throw new AppError("usage", `${from} is no agent: there is nothing in it to copy with it.`, {
        hint: "Copy it without --deep.",
      });
    const agent = agentContentSchema.parse(source.content);
    const own = dependenciesOf({ kind: "agent", content: agent });
    const there = new Map(
      (await client.resources.list({ at: when })).map(({ kind, name, version }) => [
        `${kind}/${name}`,
        version,
      ]),
    );
    const versions = Object.fromEntries(
      [from, ...own].flatMap((key) => {
        const version = there.get(key);
        return version === undefined ? [] : [[key, version]];
      }),
    );
    return copyDeep({ from, to: resource, agent, versions });
  };
}

type Setting = {
  readonly resource: ResourceKey;
  readonly pointer: string;
  readonly value: string | undefined;
  readonly from?: string;
  readonly branch?: string;
};

/** A text as it is written, anything else as JSON: which it is, the variable says. */
export function compileSet({ resource, pointer, value: written, from, branch }: Setting): Compile {
  if ((written === undefined) === (from === undefined))
    throw new AppError("usage", "It takes one value: typed, or from a file.", {
      hint: "Give VALUE or --from FILE.",
    });
  return async (client) => {
    const { variables } = await client.resources.show({ resource, at: branch ?? "head" });
    // Of one that there is not, the registry says which there are.
    const type = variables.find((variable) => variable.pointer === pointer)?.type ?? "text";
    const isText = type === "text" || type === "code" || type === "enum";
    const value = isText
      ? (written ?? withoutLastEnd(readTyped(from ?? "-")))
      : written === undefined
        ? await readContent(from ?? "-")
        : toJson(written, type);
    return [{ type: "set-variables", resource, values: [{ pointer, value }] }];
  };
}

/** A file of lines ends with the end of its last one, which is no part of a text. */
function withoutLastEnd(text: string): string {
  return text.replace(/\r?\n$/, "");
}

function toJson(written: string, type: string): Json {
  try {
    return JSON.parse(written) as Json;
  } catch (error) {
    throw new AppError("usage", `"${written}" is no value of this variable, which takes JSON (${type}).`, {
      hint: 'Write it as JSON, for example 0.2 or ["one","two"].',
      cause: error,
    });
  }
}

type Restoring = {
  readonly resource: ResourceKey;
  readonly version: string;
  readonly branch: string | undefined;
};

/** The version that a label, an id or the beginning of one names, of those that the resource has had on the branch. */
export function compileRestore({ resource, version: written, branch }: Restoring): Compile {
  return async (client) => {
    const versions = await client.resources.versions({ resource, at: branch ?? "head" });
    const prefix = written.toLowerCase();
    const isMeant = ({ label, version }: (typeof versions)[number]): boolean =>
      label === written || (/^[0-9a-f]{4,64}$/.test(prefix) && version.startsWith(prefix));
    const [version, ...others] = new Set(versions.filter(isMeant).map((each) => each.version));
    if (version !== undefined && others.length === 0) return [{ type: "restore", resource, version }];
    if (version !== undefined)
      throw new AppError("ambiguous-id", `Several versions of ${resource} are called ${written}.`, {
        hint: "Write more of the id.",
      });
    const known = versions.map(({ label, version: id }) => `${label} (${id.slice(0, 7)})`).join(", ");
    throw new AppError("not-found", `${resource} has no version "${written}".`, {
      hint: known === "" ? "Check its name." : `There are: ${known}.`,
    });
  };
}

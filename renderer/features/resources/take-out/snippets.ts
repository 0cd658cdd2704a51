import { CLIENT_FILES, type ClientLanguage } from "#core/domain/taken-out.ts";
import type { ResourceKey } from "#core/domain/resource.ts";

/** The ways in which a program may read a version. */
export const WAYS_OUT = ["typescript", "python", "curl", "cli"] as const;
export type WayOut = (typeof WAYS_OUT)[number];

export type SnippetParts = {
  readonly resource: ResourceKey;
  /** Whatever names a commit, and whether that is a tag. */
  readonly at: string;
  readonly isTag: boolean;
  /** The names of what has to be filled in; empty for none. */
  readonly slots: readonly string[];
  /** Null where nobody serves the workspace: then programs read the file. */
  readonly address: string | null;
  readonly token: string;
  readonly file: string;
};

export type Snippet = {
  /** What is set before, in a shell; null where nothing is. */
  readonly settings: string | null;
  readonly code: string;
  /** The client that it needs beside it; null for none. */
  readonly client: ClientLanguage | null;
};

/** What is to be written so that a program has the version: ready to be copied [V24]. */
export function toSnippet(way: WayOut, parts: SnippetParts): Snippet {
  switch (way) {
    case "typescript":
      return { settings: toSettings(parts), code: toTypeScript(parts), client: "typescript" };
    case "python":
      return { settings: toSettings(parts), code: toPython(parts), client: "python" };
    case "curl":
      return { settings: null, code: toCurl(parts), client: null };
    case "cli":
      return { settings: null, code: toCommand(parts), client: null };
  }
}

/** The command that the program was started by is not known to a window: this is how its manual calls it. */
const COMMAND = "npm run --silent cli --";

function toSettings({ address, token, file }: SnippetParts): string {
  if (address === null) return `export AUTOGENESIS_FILE=${quote(file)}`;
  return [`export AUTOGENESIS_URL=${quote(address)}`, `export AUTOGENESIS_TOKEN=${quote(token)}`].join("\n");
}

function toTypeScript({ resource, at, isTag, slots, address }: SnippetParts): string {
  const name = nameOf(resource);
  const asked = address === null ? "" : isTag ? `, { tag: ${JSON.stringify(at)} }` : atOption(at);
  return [
    `import { resolve } from "./${CLIENT_FILES.typescript}";`,
    "",
    `const ${name} = await resolve(${JSON.stringify(resource)}${asked});`,
    lastLine(resource, {
      messages: `${name}.messages({ ${slots.map((slot) => `${slot}: "…"`).join(", ")} })`,
      text: `${name}.text()`,
      content: `${name}.content`,
    }) + ";",
  ].join("\n");
}

function atOption(at: string): string {
  return at === "head" ? "" : `, { at: ${JSON.stringify(at)} }`;
}

function toPython({ resource, at, isTag, slots, address }: SnippetParts): string {
  const name = nameOf(resource);
  const option = isTag ? `, tag=${JSON.stringify(at)}` : at === "head" ? "" : `, at=${JSON.stringify(at)}`;
  return [
    "from autogenesis import resolve",
    "",
    `${name} = resolve(${JSON.stringify(resource)}${address === null ? "" : option})`,
    lastLine(resource, {
      messages: `${name}.messages({${slots.map((slot) => `${JSON.stringify(slot)}: "…"`).join(", ")}})`,
      text: `${name}.text`,
      content: `${name}.content`,
    }),
  ].join("\n");
}

function toCurl({ resource, at, address, token }: SnippetParts): string {
  const url = `${address ?? "http://127.0.0.1:PORT"}/resolve/${resource}?at=${encodeURIComponent(at)}`;
  return `curl -H ${quote(`Authorization: Bearer ${token}`)} ${quote(url)}`;
}

function toCommand({ resource, at }: SnippetParts): string {
  return `${COMMAND} resolve ${quote(at === "head" ? resource : `${resource}@${at}`)}`;
}

/** As a shell reads it letter for letter: a tag may hold signs that shells obey. */
function quote(text: string): string {
  return /^[\w./@:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function nameOf(resource: ResourceKey): string {
  return resource.slice(0, resource.indexOf("/"));
}

type Uses = { readonly messages: string; readonly text: string; readonly content: string };

/** What a program does with it: a prompt is filled, a text is read, anything else is looked into. */
function lastLine(resource: ResourceKey, uses: Uses): string {
  const kind = nameOf(resource);
  if (kind === "prompt") return uses.messages;
  return kind === "memory" ? uses.text : uses.content;
}

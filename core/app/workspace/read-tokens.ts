import { randomBytes, timingSafeEqual } from "node:crypto";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { sha256 } from "#core/base/hash.ts";
import { userFolder } from "#core/app/connections/user-folder.ts";
import { openUserNote } from "#core/app/connections/user-note.ts";

/** What a token is known by; of itself only a digest is kept. */
export type ReadToken = { readonly name: string; readonly createdAt: number };

/**
 * Who may read what is approved in one workspace over HTTP: programs that were given a token, which opens that and nothing
 * else. Kept in the user's own folder, as which keys may go where is: a workspace may come from anybody [V22].
 */
export type ReadTokens = {
  readonly list: () => readonly ReadToken[];
  /** The token, which nobody is ever told again. Throws ref-exists, and as a note's `change` [S61]. */
  readonly create: (name: string, at: number) => string;
  /** It opens nothing from now on. Throws not-found, and as `create`. */
  readonly remove: (name: string) => void;
  readonly isKnown: (token: string) => boolean;
};

const digestSchema = z.object({ name: z.string(), sha256: z.string().length(64), createdAt: z.int() });
const fileSchema = z.object({
  version: z.literal(1),
  workspaces: z.record(z.string(), z.array(digestSchema)),
});
type Workspaces = z.infer<typeof fileSchema>["workspaces"];

const FILE = "read-tokens.json";
/** How a token begins: whoever finds one somewhere knows what it is. */
const PREFIX = "agread_";
/** The file is read at each request. */
const MOST = 50;

/** A file that is none of ours, or that nobody can read, lets nobody in. */
const note = openUserNote({
  ...{ path: filePath, form: fileSchema, empty: { version: 1 as const, workspaces: {} } },
  ...{ what: "The tokens", without: "then no token opens anything" },
});

export function openReadTokens(folder: string): ReadTokens {
  const own = (): Workspaces[string] => note.read()?.workspaces[realPath(folder)] ?? [];
  /** Nobody else changes the file meanwhile: no token of theirs is lost, and none that was taken away comes back. */
  const change = <A>(next: (kept: Workspaces[string]) => readonly [Workspaces[string], A]): A =>
    note.change((said) => {
      const { [realPath(folder)]: kept = [], ...others } = said.workspaces;
      const [left, answer] = next(kept);
      const workspaces = left.length === 0 ? others : { ...others, [realPath(folder)]: left };
      return [{ ...said, workspaces }, answer];
    });
  return {
    list: () => own().map(({ name, createdAt }) => ({ name, createdAt })),
    create: (name, at) =>
      change((kept) => {
        if (kept.some((token) => token.name === name)) throw taken(name);
        if (kept.length >= MOST) throw tooMany();
        const token = `${PREFIX}${randomBytes(32).toString("base64url")}`;
        return [[...kept, { name, sha256: sha256(token), createdAt: at }], token];
      }),
    remove: (name) =>
      change((kept) => {
        const left = kept.filter((token) => token.name !== name);
        if (left.length === kept.length) throw absent(name, kept);
        return [left, undefined];
      }),
    isKnown: (token) => {
      const digest = Buffer.from(sha256(token), "hex");
      return own().some((kept) => timingSafeEqual(Buffer.from(kept.sha256, "hex"), digest));
    },
  };
}

/** Those of a workspace that is gone, or of one that was here before: what is made here now is another's. Real path. */
export function forgetReadTokens(folder: string): void {
  if (note.read()?.workspaces[folder] === undefined) return;
  note.change((said) => {
    const { [folder]: _gone, ...workspaces } = said.workspaces;
    return [{ ...said, workspaces }, undefined];
  });
}

function realPath(folder: string): string {
  return realpathSync.native(folder);
}

function filePath(): string {
  return join(userFolder(process.env, process.platform), FILE);
}

function taken(name: string): AppError {
  return new AppError("ref-exists", `There is already a token ${name}.`, {
    hint: "Remove it first, or choose another name: what it is cannot be told again.",
  });
}

function tooMany(): AppError {
  return new AppError("input-invalid", `This workspace has ${MOST} tokens already.`, {
    hint: "Remove one that is not in use.",
  });
}

function absent(name: string, kept: readonly { readonly name: string }[]): AppError {
  const names = kept.map((token) => token.name);
  return new AppError("not-found", `There is no token ${name}.`, {
    hint: names.length === 0 ? "No token has been made yet." : `There are: ${names.join(", ")}.`,
  });
}

import { realpath, readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { AppError } from "#core/base/app-error.ts";

export type Asset = {
  readonly body: Buffer;
  readonly contentType: string;
  /** Its name carries a hash of its content: it never changes. */
  readonly isImmutable: boolean;
};

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".map": "application/json; charset=utf-8",
};

/** The bundler's form: assets/NAME-HASH.EXT. */
const HASHED = /^\/assets\/[^/]+-[\w-]{8,}\.\w+$/;

/**
 * The file of the assets' folder at a request's path. Throws path-refused for a path that leaves the folder, by dots or by
 * a link, and not-found where there is no such file.
 */
export async function readAsset(folder: string, requestPath: string): Promise<Asset> {
  const path = decodePath(requestPath);
  if (path.includes("\0") || path.includes("\\") || path.split("/").includes(".."))
    throw refused(requestPath);
  const contentType = TYPES[extname(path)];
  if (contentType === undefined) throw absent(requestPath);
  const root = await realpath(folder).catch(() => null);
  const file = await realpath(join(folder, path)).catch(() => null);
  if (root === null || file === null) throw absent(requestPath);
  if (!file.startsWith(root + sep)) throw refused(requestPath);
  const body = await readFile(file).catch(() => null);
  if (body === null) throw absent(requestPath);
  return { body, contentType, isImmutable: HASHED.test(path) };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw refused(path);
  }
}

function refused(path: string): AppError {
  return new AppError("path-refused", `The path ${path} is refused.`);
}

function absent(path: string): AppError {
  return new AppError("not-found", `There is nothing at ${path}.`);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";

/** The top of the project or of the packaged app. */
const ROOT = join(import.meta.dirname, "..", "..");

/** Written by the builds: what is in the window, and what is in the desktop's own entries. */
const BUILT = ["dist/renderer/licenses.md", "dist/electron/licenses.md"];

/** In no bundle, so no build lists them; each brings its text. */
const UNBUNDLED = [
  "better-sqlite3",
  "gpt-tokenizer",
  "quickjs-emscripten-core",
  "@jitl/quickjs-ffi-types",
  "@jitl/quickjs-wasmfile-release-sync",
];

/**
 * The project's own licence and the notices of everything that is distributed with it, as Markdown. Throws not-found where
 * the window was never built, because only its build knows what is in it [M8].
 */
export function readLicences(): string {
  const [window, entries] = BUILT.map((file) => readText(join(ROOT, file)));
  if (window === undefined || window === null) {
    throw new AppError("not-found", "The notices are written when the window is built, and it was not.", {
      hint: "Run `npm run build`, then ask again.",
    });
  }
  const own = `# Autogenesis Studio\n\n${readText(join(ROOT, "LICENSE")) ?? "MIT."}`;
  const bundled = [window, ...(entries === undefined || entries === null ? [] : [entries])];
  return [own, ...bundled.map(withoutPreface), ...unbundledNotices()].map((part) => part.trim()).join("\n\n");
}

/** The bundler opens its file with a title of its own, which would stand between the notices. */
function withoutPreface(notices: string): string {
  return notices.slice(Math.max(0, notices.search(/^## /m)));
}

function unbundledNotices(): readonly string[] {
  return UNBUNDLED.map((name) => {
    const folder = join(ROOT, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly version: string;
      readonly license: string;
    };
    return `## ${name} - ${version} (${license})\n\n${readText(join(folder, "LICENSE")) ?? ""}`;
  });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const LOCK = "package-lock.json";

type Locked = Record<string, unknown> & { bin?: unknown; engines?: unknown; resolved?: unknown };
type Lock = { readonly packages: Readonly<Record<string, Locked>> };

/** What the lock may not say of an installed package, because npm would act on it. */
export function findExcess(
  lock: Lock,
): readonly (readonly [name: string, key: "bin" | "engines" | "resolved"])[] {
  return Object.entries(lock.packages)
    .filter(([name]) => name !== "")
    .flatMap(([name, locked]) => {
      const keys = [
        // A `node` in node_modules/.bin would stand before a good one of the system wherever npm runs something.
        ...(isNodeItself(locked) ? (["bin"] as const) : []),
        // npm leaves out optional packages that are not for the Node it runs on itself; ours runs on the bundled one.
        ...(locked.engines === undefined ? [] : (["engines"] as const)),
        // The place it came from is a matter of the machine that installs it.
        ...(locked.resolved === undefined ? [] : (["resolved"] as const)),
      ];
      return keys.map((key) => [name, key] as const);
    });
}

function isNodeItself({ bin }: Locked): boolean {
  return typeof bin === "object" && bin !== null && "node" in bin;
}

/** `npm run lock`: what follows every change of a dependency. */
function main(): void {
  const lock = JSON.parse(readFileSync(LOCK, "utf8")) as Lock;
  for (const [name, key] of findExcess(lock)) delete lock.packages[name]?.[key];
  writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();

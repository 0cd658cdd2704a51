import { AppError } from "#core/base/app-error.ts";
import type { KeyMask } from "./key-mask.ts";

type Hide = KeyMask["hide"];
type Module = Readonly<Record<string, unknown>>;

/**
 * The modules of a store, each given nothing but texts in which keys are hidden: whatever is stored passes here, before it
 * is hashed, sealed or compressed [T8, S14].
 */
export function hideKeysIn<T extends object>(modules: T, hide: Hide): T {
  return mapValues(modules, (part, module) =>
    isPlain(part) ? mapValues(part, (each, name) => guarded(each, { hide, module, name })) : part,
  );
}

type Guard = { readonly hide: Hide; readonly module: string; readonly name: string };

/** What is named by a hash that its author took is what was written, letter for letter, or it is none. */
const WHOLE: ReadonlySet<string> = new Set([
  "versions.draft",
  "versions.put",
  "runs.putClosure",
  "sources.keep",
]);

function guarded(each: unknown, { hide, module, name }: Guard): unknown {
  if (typeof each !== "function") return each;
  return (...given: readonly unknown[]): unknown => {
    const hidden = given.map((one) => hideIn(one, hide));
    if (WHOLE.has(`${module}.${name}`) && hidden.some((one, at) => one !== given[at])) throw keyInContent();
    return (each as (...all: readonly unknown[]) => unknown)(...hidden);
  };
}

function keyInContent(): AppError {
  return new AppError("secret-in-content", "The content holds a key that is in use in this process.");
}

/** The same value where nothing in it is a key, as nearly always: then it is only read, and nothing of it is made anew. */
function hideIn(value: unknown, hide: Hide): unknown {
  if (typeof value === "string") return hide(value);
  return isClean(value, hide) ? value : hideInside(value, hide);
}

function isClean(value: unknown, hide: Hide): boolean {
  if (typeof value === "string") return hide(value) === value;
  if (Array.isArray(value)) return value.every((item: unknown) => isClean(item, hide));
  if (!isPlain(value)) return true;
  for (const name of Object.keys(value)) {
    if (hide(name) !== name || !isClean(value[name], hide)) return false;
  }
  return true;
}

function hideInside(value: unknown, hide: Hide): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => hideIn(item, hide));
  }
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [hide(name), hideIn(item, hide)]));
}

function isPlain(value: unknown): value is Module {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function mapValues<T extends object>(value: T, change: (each: unknown, name: string) => unknown): T {
  // Sound: every value keeps its kind, functions their parameters and answers.
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each, name)])) as T;
}

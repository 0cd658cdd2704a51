import type { Json } from "#core/base/json.ts";

/** Where something was written: a file as a person knows it, or what they typed, which has no lines. */
export type Origin = { readonly file: string; readonly line: number | null };

/**
 * A value with the place that says it, so that whatever is found wrong with it later can be told where it was written,
 * however many files it was composed from.
 */
export type Told = ToldMap | ToldList | ToldScalar;
export type ToldMap = {
  readonly kind: "map";
  readonly origin: Origin;
  readonly entries: ReadonlyMap<string, Told>;
};
export type ToldList = { readonly kind: "list"; readonly origin: Origin; readonly items: readonly Told[] };
export type ToldScalar = {
  readonly kind: "scalar";
  readonly origin: Origin;
  readonly value: null | boolean | number | string;
  /** Written without quotes and on one line: what stands for a value there may stand for a number, too. */
  readonly isPlain: boolean;
};

/** Keys and indices from the top. */
export type ToldPath = readonly string[];

export function toValue(told: Told): Json {
  switch (told.kind) {
    case "map":
      return Object.fromEntries([...told.entries].map(([key, value]) => [key, toValue(value)]));
    case "list":
      return told.items.map(toValue);
    case "scalar":
      return told.value;
  }
}

/** What stands at the path; where nothing does, whatever on the way there is the last that does. */
export function nearestAt(told: Told, path: readonly PropertyKey[]): Told {
  const [key, ...rest] = path;
  if (key === undefined) return told;
  const next = childOf(told, String(key));
  return next === undefined ? told : nearestAt(next, rest);
}

export function childOf(told: Told, key: string): Told | undefined {
  if (told.kind === "map") return told.entries.get(key);
  if (told.kind === "list") return INDEX.test(key) ? told.items[Number(key)] : undefined;
  return undefined;
}

/** An index of a list, as a key or in a path. */
export const INDEX = /^(?:0|[1-9]\d{0,8})$/;

const NEEDS_QUOTES = /[."\\]|^$/;

/** `a."b.c".0`: as it is typed where somebody names it. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map(String)
    .map((key) => (NEEDS_QUOTES.test(key) ? JSON.stringify(key) : key))
    .join(".");
}

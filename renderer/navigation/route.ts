import { useSyncExternalStore } from "react";

/** Where the window is: `#/lineage/a3f91c2?compare=77aa001` → view "lineage", parts ["a3f91c2"], query {compare}. */
export type Route = {
  readonly view: string;
  readonly parts: readonly string[];
  readonly query: Readonly<Record<string, string>>;
};

function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [view = "", ...parts] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decode);
  return { view, parts, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The address of a place, for links: `hrefTo("resources", ["prompt", "order-clerk"])`. */
export function hrefTo(
  view: string,
  parts: readonly string[] = [],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const path = [view, ...parts].map((part) => encodeURIComponent(part)).join("/");
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}

/** Goes to an address of `hrefTo`; `replace` leaves no step for the back button, for what is only a selection. */
export function navigate(href: string, { replace = false } = {}): void {
  if (href === location.hash) return;
  if (!replace) {
    location.hash = href;
    return;
  }
  history.replaceState(null, "", href);
  // The browser tells of its own changes only.
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parseRoute(hash);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** A hand-written address may hold a stray percent sign. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

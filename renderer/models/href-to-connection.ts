import { ROUTE } from "#core/domain/route.ts";
import { hrefTo } from "#renderer/navigation/route.ts";

/** Where the first half of a model's name is put in order: its connection's page, for a route the page of all. */
export function hrefToConnection(name: string): string {
  return hrefTo("settings", name === ROUTE ? ["connections"] : ["connections", name]);
}

import { getAt, type Json } from "#core/base/json.ts";

/** The name of a variable as its resource gives it, for people: "system · rules" for a prompt's section. */
export function nameVariable(content: Json | undefined, pointer: string): string {
  const section = /^\/messages\/(\d+)\/sections\/(\d+)\/text$/.exec(pointer);
  if (section === null || content === undefined) return pointer.slice(1).replaceAll("/", " · ");
  const role = getAt(content, `/messages/${section[1]}/role`);
  const name = getAt(content, `/messages/${section[1]}/sections/${section[2]}/name`);
  return [role, name].filter((word) => typeof word === "string").join(" · ");
}

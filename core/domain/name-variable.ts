import { getAt, parsePointer, type Json } from "#core/base/json.ts";

/** The name of a variable as its resource gives it, for people: "system · rules" for a prompt's section. */
export function nameVariable(content: Json | undefined, pointer: string): string {
  const section = /^\/messages\/(\d+)\/sections\/(\d+)\/text$/.exec(pointer);
  if (section === null || content === undefined) return nameInSchema(pointer) ?? spell(pointer);
  const role = getAt(content, `/messages/${section[1]}/role`);
  const name = getAt(content, `/messages/${section[1]}/sections/${section[2]}/name`);
  return [role, name].filter((word) => typeof word === "string").join(" · ");
}

const SIDES: Readonly<Record<string, readonly [one: string, all: string]>> = {
  inputSchema: ["input", "inputs"],
  outputSchema: ["answer", "answer"],
};

const PARTS: Readonly<Record<string, string>> = {
  type: "type",
  description: "what it is",
  enum: "choices",
  required: "which are required",
};

/** A place in a schema as the forms call it: "input digits · what it is" and not how it is stored. */
function nameInSchema(pointer: string): string | null {
  const [side = "", ...rest] = parsePointer(pointer) ?? [];
  const words = SIDES[side];
  if (words === undefined) return null;
  const [one, all] = words;
  const [holder, name, ...inside] = rest;
  if (holder !== "properties") return [all, ...rest.map(tellPart)].join(" · ");
  return name === undefined ? all : [`${one} ${name}`, ...inside.map(tellPart)].join(" · ");
}

function tellPart(part: string): string {
  return PARTS[part] ?? part;
}

function spell(pointer: string): string {
  return pointer.slice(1).replaceAll("/", " · ");
}

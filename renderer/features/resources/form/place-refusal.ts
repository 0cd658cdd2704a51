import { getAt } from "#core/base/json.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";

type Refusal = { readonly code: string; readonly message: string };

/**
 * The field that a refusal of the host is about: a place of the content that it names, or what its code is always about.
 * Null where it concerns the whole.
 */
export function placeRefusal({ code, message }: Refusal, { content, kind }: FormDraft): string | null {
  if (code === "resource-exists") return "name";
  const pointers = [...message.matchAll(/(?<![\w/])(\/[A-Za-z][\w~/-]*)/g)].map(([, path = ""]) => path);
  const named = pointers.find((path) => getAt(content, path) !== undefined);
  if (named !== undefined) return named;
  if (code === "build-failed" && kind === "tool") return /\bexample \d/.test(message) ? "/examples" : "/code";
  if (code === "placeholder-changed") return "/inputSchema";
  if (code !== "interface-broken" || kind !== "agent") return null;
  const part = /(prompt|tool|environment|memory)\/[a-z0-9-]+ (?:does not exist|is archived|is failed)/.exec(
    message,
  )?.[1];
  if (part !== undefined) return PLACES[part] ?? null;
  return message.includes("tasks do not bring") ? "/inputs" : null;
}

const PLACES: Readonly<Partial<Record<string, string>>> = {
  prompt: "/prompt",
  tool: "/tools",
  environment: "/environments",
  memory: "/memory",
};

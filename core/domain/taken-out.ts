import { formatPointer, getAt, isJsonObject, type Json } from "#core/base/json.ts";
import { contentAs, type ResourceContent } from "./content/content.ts";
import type { PromptContent } from "./content/prompt.ts";
import type { ResourceKind } from "./resource.ts";
import type { RenderedMessage } from "./content/render-prompt.ts";

/** What an exported document says it is; the clients hold it against these. */
export const RESOURCE_FORMAT = "autogenesis-resource/1";
export const SYSTEM_FORMAT = "autogenesis-system/1";

/** What there is a client in, each of one file. */
export const CLIENT_LANGUAGES = ["typescript", "python"] as const;
export type ClientLanguage = (typeof CLIENT_LANGUAGES)[number];
export const CLIENT_FILES = {
  typescript: "autogenesis.ts",
  python: "autogenesis.py",
} as const satisfies Record<ClientLanguage, string>;

/** The messages of a prompt as a model gets them, but for the placeholders, which stand as they are. */
export function messagesOf({ messages }: PromptContent): RenderedMessage[] {
  return messages.map(({ role, sections }) => ({
    role,
    content: sections.map(({ text }) => text).join("\n\n"),
  }));
}

/** A resource as a document tells it; its content had the form of its kind before it was stored. */
export function textOfStored({ kind, content }: Stored): string | null {
  return isJsonObject(content)
    ? textOf({ kind, content: contentAs(kind, content) } as ResourceContent)
    : null; // Sound: as above.
}

type Stored = { readonly kind: ResourceKind; readonly content: Json };

/**
 * What of a resource is its text, to be piped or copied: a prompt's messages, a tool's code, a memory's records. Several
 * messages are headed by their roles; null where the content is nothing but fields.
 */
function textOf(resource: ResourceContent): string | null {
  switch (resource.kind) {
    case "prompt":
      return joinMessages(messagesOf(resource.content));
    case "tool":
      return resource.content.type === "code" ? resource.content.code : null;
    case "memory":
      return resource.content.records.map(({ text }) => text).join("\n\n");
    case "agent":
    case "environment":
      return null;
  }
}

function joinMessages(messages: readonly RenderedMessage[]): string {
  const [first] = messages;
  if (first !== undefined && messages.length === 1) return first.content;
  return messages.map(({ role, content }) => `[${role}]\n${content}`).join("\n\n");
}

/** A field of a document by its name, or of its content by a pointer; undefined where there is none. */
export function findTaken(document: Json, field: string): Json | undefined {
  return field.startsWith("/")
    ? getAt(document, `/content${field}`)
    : getAt(document, formatPointer([field]));
}

/** The text of a document that is taken out: the same for the same content, one field a line. */
export function toFileText(document: Json): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

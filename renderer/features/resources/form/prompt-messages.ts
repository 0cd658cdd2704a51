import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

export const ROLES = ["system", "user", "assistant"] as const;

/** A section with what the mask says of its text, so that both go the same way when something is moved. */
export type MarkedSection = {
  readonly name: string;
  readonly text: string;
  /** Of the mask's entry everything but its pointer; null where it has none. */
  readonly mark: JsonObject | null;
  /** Fields that are not known here stay. */
  readonly rest: JsonObject;
};

export type MarkedMessage = {
  readonly role: string;
  readonly sections: readonly MarkedSection[];
  readonly rest: JsonObject;
};

const TEXT = /^\/messages\/(\d+)\/sections\/(\d+)\/text$/;

/** A prompt's messages as they are edited; nothing where the content has none. */
export function messagesOf(content: JsonObject): readonly MarkedMessage[] {
  const marks = new Map(maskOf(content).map((entry) => [entry["pointer"], entry]));
  return objectsIn(content["messages"]).map(({ role, sections, ...rest }, at) => ({
    role: textOf(role),
    rest,
    sections: objectsIn(sections).map(({ name, text, ...others }, place) => ({
      name: textOf(name),
      text: textOf(text),
      mark: withoutPointer(marks.get(pointerOf(at, place))),
      rest: others,
    })),
  }));
}

/** The content with these messages in place of its own, its mask pointing to where the texts now are. */
export function withMessages(content: JsonObject, messages: readonly MarkedMessage[]): JsonObject {
  const others = maskOf(content).filter((entry) => !TEXT.test(textOf(entry["pointer"])));
  const marks = messages.flatMap(({ sections }, at) =>
    sections.flatMap(({ mark }, place) =>
      mark === null ? [] : [{ ...mark, pointer: pointerOf(at, place) }],
    ),
  );
  return {
    ...content,
    messages: messages.map(({ role, sections, rest }) => ({
      role,
      sections: sections.map(({ name, text, rest: more }) => ({ name, text, ...more })),
      ...rest,
    })),
    mask: [...others, ...marks],
  };
}

export function pointerOf(message: number, section: number): string {
  return `/messages/${message}/sections/${section}/text`;
}

function maskOf(content: JsonObject): readonly JsonObject[] {
  return objectsIn(content["mask"]);
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function withoutPointer(entry: JsonObject | undefined): JsonObject | null {
  if (entry === undefined) return null;
  const { pointer: _pointer, ...mark } = entry;
  return mark;
}

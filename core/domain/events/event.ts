import { z } from "zod";
import { eventBodySchema, type EventBody, type PassingBody } from "./event-bodies.ts";
import { EVENT_TYPES, type EventType, type PassingType } from "./event-types.ts";

/** Where a durable event stands: `seq` grows over the whole workspace. */
type Place = { readonly seq: number; readonly session: string | null; readonly at: number };

/** A durable event whose body has the form of its type. */
export type KnownEvent<T extends EventType = EventType> = {
  [K in T]: Place & { readonly type: K; readonly body: EventBody<K> };
}[T];

/** One to be written, in the transaction that changes the state of which it tells. */
export type NewEvent = {
  [T in EventType]: Omit<KnownEvent<T>, "seq">;
}[EventType];

/** Handed on to whoever listens, and never written. */
export type PassingEvent = {
  [T in PassingType]: { readonly type: T; readonly body: PassingBody<T> };
}[PassingType];

/** Stands for an event that this program cannot read: its type as it is written, and what is the matter with it. */
export const unknownBodySchema = z.object({
  type: z.string(),
  /** Of a type that this program does not know, or with a body that is not of the type's form. */
  because: z.enum(["type", "body"]),
});

/** Its place among the events is kept: nothing that happened goes missing because a program cannot read it. */
export type UnknownEvent = Place & {
  readonly type: "unknown";
  readonly body: Readonly<z.infer<typeof unknownBodySchema>>;
};

export type StoredEvent = KnownEvent | UnknownEvent;

/** An event as it lies in the file, as far as this program can read it [T13]. */
export function readEvent(place: Place, type: string, body: unknown): StoredEvent {
  if (!isEventType(type)) return { ...place, type: "unknown", body: { type, because: "type" } };
  const read = eventBodySchema(type).safeParse(body);
  if (!read.success) return { ...place, type: "unknown", body: { type, because: "body" } };
  return { ...place, type, body: read.data } as KnownEvent; // The body was read by the schema of this very type.
}

/** Whether this program knows events of the type. */
export function isEventType(type: string): type is EventType {
  return (EVENT_TYPES as readonly string[]).includes(type);
}

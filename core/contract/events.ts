import { z } from "zod";
import {
  eventBodySchema,
  passingBodySchema,
  type EventBody,
  type PassingBody,
} from "#core/domain/events/event-bodies.ts";
import { isEventType, unknownBodySchema } from "#core/domain/events/event.ts";
import {
  EVENT_TYPES,
  PASSING_TYPES,
  type EventType,
  type PassingType,
} from "#core/domain/events/event-types.ts";

/** A durable event has `seq`, and `prev`, the one before it in its stream. */
const DURABLE = {
  kind: z.literal("durable"),
  seq: z.int(),
  prev: z.int(),
  session: z.string().nullable(),
  at: z.iso.datetime(),
};
/** A passing one has neither. The session is null for an evaluation that belongs to none. */
const PASSING = { kind: z.literal("passing"), session: z.string().nullable() };

/** One of which nobody here knows what it says; its place in the stream is kept. */
const unknownSchema = z.object({ ...DURABLE, type: z.literal("unknown"), body: unknownBodySchema });

type Durable = {
  [T in EventType]: z.ZodObject<
    typeof DURABLE & { type: z.ZodLiteral<T>; body: z.ZodType<EventBody<T>, EventBody<T>> }
  >;
}[EventType];
type Passing = {
  [T in PassingType]: z.ZodObject<
    typeof PASSING & { type: z.ZodLiteral<T>; body: z.ZodType<PassingBody<T>, PassingBody<T>> }
  >;
}[PassingType];

const durableSchemas = EVENT_TYPES.map((type) =>
  z.object({ ...DURABLE, type: z.literal(type), body: eventBodySchema(type) }),
) as unknown as readonly [Durable, ...Durable[]]; // Each type with its own body, which a loop cannot show the compiler.
const passingSchemas = PASSING_TYPES.map((type) =>
  z.object({ ...PASSING, type: z.literal(type), body: passingBodySchema(type) }),
) as unknown as readonly [Passing, ...Passing[]]; // As above.

export const eventSchema = z.discriminatedUnion("kind", [
  z.discriminatedUnion("type", [...durableSchemas, unknownSchema]),
  z.discriminatedUnion("type", [...passingSchemas]),
]);
export type EventDocument = z.infer<typeof eventSchema>;
export type DurableDocument = Extract<EventDocument, { readonly kind: "durable" }>;
/** What each durable event holds, by its type: for tables that are total over them. */
export type DurableBodies = { readonly [E in DurableDocument as E["type"]]: E["body"] };
export type PassingDocument<T extends PassingType = PassingType> = Extract<
  EventDocument,
  { readonly kind: "passing"; readonly type: T }
>;

const placeSchema = z.object({ ...DURABLE, type: z.string() });

/**
 * What a host sent, which may be of another version than whoever listens. A durable event that this program cannot read
 * becomes an unknown one, so that no number of the stream goes missing; a passing one, which nobody
 * keeps, is null [T13].
 */
export function readSentEvent(sent: unknown): EventDocument | null {
  const read = eventSchema.safeParse(sent);
  if (read.success) return read.data;
  const place = placeSchema.safeParse(sent);
  if (!place.success) return null;
  const { type } = place.data;
  return { ...place.data, type: "unknown", body: { type, because: isEventType(type) ? "body" : "type" } };
}

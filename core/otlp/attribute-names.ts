/**
 * Among a span's attributes: what was sent with it and has no other place in a record. What our own programs write stands
 * under `autogenesis.`, so that the two cannot be taken for each other.
 */
export const SENT = {
  /** On every span that somebody else recorded, and on no other: the form in which it came. */
  from: "otlp.from",
  /** Of the program that sent it, and the form of those names. */
  resource: "otlp.resource",
  resourceSchema: "otlp.resource.schema_url",
  /** The library that recorded it: name, version, attributes, schemaUrl. */
  scope: "otlp.scope",
  /** What happened within it: time in nanoseconds, name, attributes. */
  events: "otlp.events",
  links: "otlp.links",
  state: "otlp.trace_state",
  flags: "otlp.flags",
  /** How many attributes, events and links the sender left out itself. */
  dropped: "otlp.dropped",
  /** Its number, where it is unspecified or one that is unknown here. */
  kind: "otlp.kind",
  status: "otlp.status",
  /** Begin and end in nanoseconds, where they are no whole microseconds. */
  nanos: "otlp.nanos",
  /** The names under which what was sent in other words was said once more. */
  translated: "otlp.translated",
} as const;

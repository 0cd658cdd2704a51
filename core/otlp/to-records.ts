import type { Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import { SENT } from "./attribute-names.ts";
import type { Attributes, Refusal, Sent, SentEvent, SentGroup, SentLink, SentSpan } from "./sent.ts";

/** What was sent, in the form in which spans are kept. */
export type Received = {
  readonly records: readonly SpanRecord[];
  readonly refused: readonly Refusal[];
};

/**
 * Spans as they are kept. Nothing of them is left out: what a record has no place for of its own stands among its
 * attributes under `otlp.` [T30]. A span that cannot be told from others, or placed in time, is refused by itself [T31].
 */
export function toRecords({ form, groups, refused }: Sent): Received {
  const all: Refusal[] = [...refused];
  const records = groups.flatMap((group) => {
    const shared = { ...attributesOfGroup(group), [SENT.from]: form };
    return group.spans.flatMap((span) => {
      const reason = whyRefused(span);
      if (reason === null) return [toRecord(span, shared)];
      all.push({ name: span.name, reason });
      return [];
    });
  });
  return { records, refused: all };
}

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;

function whyRefused({ trace, span, parent, start, end }: SentSpan): string | null {
  if (!TRACE_ID.test(trace)) return "Its trace id is not 32 hexadecimal digits, or all of them are 0.";
  if (!SPAN_ID.test(span)) return "Its span id is not 16 hexadecimal digits, or all of them are 0.";
  if (parent !== "" && !/^[0-9a-f]{16}$/.test(parent))
    return "The id of its parent is not 16 hexadecimal digits.";
  if (parent === span) return "It is its own parent.";
  return start === 0n && end === 0n ? "It says neither when it began nor when it ended." : null;
}

/** OTLP's numbers; what is unspecified, or one of a later version, is told from none of ours. */
const KINDS: readonly SpanRecord["kind"][] = [
  "internal",
  "internal",
  "server",
  "client",
  "producer",
  "consumer",
];
const ERROR = 2;

function toRecord(sent: SentSpan, shared: Attributes): SpanRecord {
  const { trace, span, parent, name, kind, start, end, status } = sent;
  const began = start === 0n ? end : start;
  return {
    trace,
    span,
    // Some programs write sixteen zeros where there is none.
    parent: parent === "" || parent === NO_PARENT ? null : parent,
    name,
    kind: KINDS[kind] ?? "internal",
    startUs: toMicros(began),
    endUs: end === 0n ? null : toMicros(end),
    error: status.code === ERROR ? messageOf(sent) : null,
    attributes: { ...sent.attributes, ...shared, ...leftovers(sent) },
  };
}

const NO_PARENT = "0".repeat(16);

function toMicros(nanos: bigint): number {
  return Number(nanos / 1000n);
}

/** An exception says more than most statuses do. */
function messageOf({ status, events }: SentSpan): string {
  if (status.message !== "") return status.message;
  const thrown = events.find(({ name }) => name === "exception")?.attributes ?? {};
  const said = ["exception.type", "exception.message"]
    .map((name) => textOf(thrown[name]) ?? "")
    .filter((part) => part !== "");
  return said.length === 0 ? "failed" : said.join(": ");
}

function attributesOfGroup({ resource, scope }: SentGroup): Attributes {
  const { name, version, attributes, schemaUrl } = scope;
  return present({
    [SENT.resource]: resource.attributes,
    [SENT.resourceSchema]: resource.schemaUrl,
    [SENT.scope]: present({ name, version, attributes, schemaUrl }),
  });
}

/** What a record has no place for. */
function leftovers(sent: SentSpan): Attributes {
  const { events, links, state, flags, dropped, kind, start, end, status } = sent;
  const isExact = start % 1000n === 0n && end % 1000n === 0n;
  return present({
    [SENT.events]: events.map(toEvent),
    [SENT.links]: links.map(toLink),
    [SENT.state]: state,
    [SENT.flags]: flags === 0 ? "" : flags,
    [SENT.dropped]: dropped,
    [SENT.kind]: kind === 0 || kind > 5 ? kind : "",
    [SENT.status]: status.code === 0 && status.message === "" ? "" : { ...status },
    [SENT.nanos]: isExact ? "" : [start.toString(), end.toString()],
  });
}

function toEvent({ time, name, attributes }: SentEvent): Json {
  return { time: time.toString(), name, ...present({ attributes }) };
}

function toLink({ trace, span, state, attributes }: SentLink): Json {
  return { trace, span, ...present({ state, attributes }) };
}

/** Without what says nothing: an empty text, list or object. */
function present(values: Attributes): Attributes {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: Json): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === "";
}

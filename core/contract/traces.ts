import { z } from "zod";
import { OPEN_SPLITS } from "#core/domain/dataset.ts";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { resourceKeySchema } from "#core/domain/resource.ts";
import { SPAN_ROLES } from "#core/domain/span-role.ts";
import { COMPARED_FIELDS } from "#core/domain/spans/compared-fields.ts";
import { TRACE_FORMATS } from "#core/domain/trace-files/formats.ts";
import { finalStatesSchema, spanRecordSchema } from "#core/domain/run.ts";
import { procedure } from "./procedure.ts";
import { importedTracesSchema, receiverSchema, traceSourceSchema } from "./received-traces.ts";
import { answeredBySchema, runResultSchema, timeSchema, traceNameSchema } from "./shapes.ts";

const traceRowSchema = z.object({
  trace: z.string(),
  run: z.string().nullable(),
  name: z.string(),
  /** The beginning of what the run was given, on one line; null where no run is behind the trace. */
  task: z.string().nullable(),
  startedAt: timeSchema,
  durationMs: z.number(),
  spans: z.int(),
  errors: z.int(),
  /** Input and output together; null where no run is behind the trace. */
  tokens: z.int().nullable(),
  /** In US dollars; null where no run is behind the trace, where a price is unknown, and while it runs. */
  usd: z.number().nullable(),
  /** The name of the model it ran on; null where no run is behind the trace, and while it runs. */
  model: z.string().nullable(),
  /** Where several models might answer its calls: how many each of them did. */
  answeredBy: answeredBySchema.optional(),
  /** The trace of the run that it is a replay of; null for every other. */
  replayOf: z.string().nullable(),
  /** It runs at this moment: duration, spans and errors are those so far. */
  isOpen: z.boolean(),
  /** False where it neither runs nor was written to its end: the program that ran it ended before. */
  isComplete: z.boolean(),
  /** The item it was made for, and how it went; null where it was scored for none, and where the asker may not see the item. */
  item: z.object({ dataset: z.string(), id: z.string() }).nullable(),
  outcome: z.object({ score: z.number(), isCorrect: z.boolean() }).nullable(),
  /** Of the item. Runs on sealed items are in no list. */
  split: z.enum(OPEN_SPLITS).nullable(),
  /** The commit in whose state it ran, or the proposal whose candidate it was of; null where no run is behind the trace. */
  ranOn: z.object({ commit: z.string().nullable(), proposal: z.string().nullable() }).nullable(),
});
export type TraceRowDocument = z.infer<typeof traceRowSchema>;

/** How much of a trace is there already: parts that are kept, and changes of one that goes on. Both 0 at the beginning. */
const traceCursorSchema = z.object({ part: z.int().min(0), revision: z.int().min(0) });
export type TraceCursor = z.infer<typeof traceCursorSchema>;

const columnsSchema = z.object({
  /** Blocks of columns, one behind the other (core/domain/spans/columns.ts), which check themselves. */
  blocks: z.instanceof(Blob),
  /** Where to go on: at once where there is more, else when more may have happened. */
  next: traceCursorSchema,
  hasMore: z.boolean(),
});
export type ColumnsDocument = z.infer<typeof columnsSchema>;

const versionInForceSchema = z.object({
  resource: resourceKeySchema,
  version: z.string(),
  /** Of the commit of this history that brought it in; null for one that was never committed. */
  label: z.string().nullable(),
  commit: z.string().nullable(),
  isAtHead: z.boolean(),
});

/** The system that a run was of; null where that is not on record. */
const systemSchema = z
  .object({
    closure: z.string(),
    model: z.string(),
    isSimulated: z.boolean(),
    versions: z.array(versionInForceSchema),
  })
  .nullable();

const timelineSchema = traceRowSchema.extend({
  system: systemSchema,
  result: runResultSchema.nullable(),
});
export type TimelineDocument = z.infer<typeof timelineSchema>;

const partSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  /** What a model thought, where its endpoint shows it: no part of its answer. */
  z.object({ kind: z.literal("thought"), text: z.string() }),
  z.object({ kind: z.literal("call"), id: z.string(), name: z.string(), arguments: z.string() }),
  z.object({ kind: z.literal("result"), id: z.string(), result: z.string() }),
  /** A part of a type that has no form of its own here: its JSON. */
  z.object({ kind: z.literal("other"), type: z.string(), json: z.string() }),
]);
export type MessagePart = z.infer<typeof partSchema>;

const messageSchema = z.object({ role: z.string(), isOutput: z.boolean(), parts: z.array(partSchema) });
export type MessageDocument = z.infer<typeof messageSchema>;

const spanDetailSchema = z.object({
  span: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  role: z.enum(SPAN_ROLES),
  startUs: z.number(),
  endUs: z.number().nullable(),
  error: z.string().nullable(),
  resource: z.object({ key: z.string(), version: z.string() }).nullable(),
  usage: z
    .object({
      inputTokens: z.int(),
      outputTokens: z.int(),
      cachedTokens: z.int(),
      usd: z.number().nullable(),
    })
    .nullable(),
  /** What the model read and wrote; of an agent's span, those of its last call, which hold the whole conversation. */
  messages: z.array(messageSchema),
  tools: z.array(
    z.object({ name: z.string(), description: z.string(), schema: jsonValueSchema, calls: z.int() }),
  ),
  /** As recorded: JSON text, or plain text. */
  input: z.string().nullable(),
  output: z.string().nullable(),
  attributes: z.record(z.string(), jsonValueSchema),
});
export type SpanDetailDocument = z.infer<typeof spanDetailSchema>;

/** What a trace took, as far as its spans tell. */
const figuresSchema = z.object({
  durationMs: z.number(),
  spans: z.int(),
  errors: z.int(),
  calls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** Null where a price is unknown. */
  usd: z.number().nullable(),
});
export type FiguresDocument = z.infer<typeof figuresSchema>;

const comparedSpanSchema = z.object({
  span: z.string(),
  name: z.string(),
  role: z.enum(SPAN_ROLES),
  durationMs: z.number().nullable(),
  tokens: z.int().nullable(),
  hasFailed: z.boolean(),
});

const comparedLineSchema = z.discriminatedUnion("kind", [
  /** So many steps in a row are the same on both sides. */
  z.object({ kind: z.literal("same"), count: z.int(), depth: z.int() }),
  z.object({
    kind: z.literal("line"),
    depth: z.int(),
    /** Null on the side that has no such step. */
    left: comparedSpanSchema.nullable(),
    right: comparedSpanSchema.nullable(),
    /** In what the two differ: attributes by name, and `error`. */
    fields: z.array(z.enum(COMPARED_FIELDS)),
  }),
]);
export type ComparedLineDocument = z.infer<typeof comparedLineSchema>;

const divergenceSchema = z.object({
  left: z.string().nullable(),
  right: z.string().nullable(),
  name: z.string(),
  role: z.enum(SPAN_ROLES),
  /** Its place among the lines that are told; null where that many are not. */
  line: z.int().nullable(),
  /** What differs first; null where one side has no such step. */
  field: z.enum(COMPARED_FIELDS).nullable(),
  /** Where in it, as a JSON pointer, and what stands there: text, or JSON as text. Null where nothing does. */
  pointer: z.string(),
  leftText: z.string().nullable(),
  rightText: z.string().nullable(),
});
export type DivergenceDocument = z.infer<typeof divergenceSchema>;

const comparisonSchema = z.object({
  left: traceRowSchema.extend({ figures: figuresSchema }),
  right: traceRowSchema.extend({ figures: figuresSchema }),
  /** Steps of both sides that are the same or differ, and of one side alone. */
  counts: z.object({ same: z.int(), differing: z.int(), onlyLeft: z.int(), onlyRight: z.int() }),
  /** Null where the two never differ. */
  first: divergenceSchema.nullable(),
  /** Steps that are the same before it. */
  sameBefore: z.int(),
  lines: z.array(comparedLineSchema),
  /** Lines that there are beyond those. */
  more: z.int(),
});
export type ComparisonDocument = z.infer<typeof comparisonSchema>;

const shareSchema = z.number().min(0).max(1);
const usdSchema = z.number().min(0);

/** Which traces of a list are meant. */
const traceFilterShape = {
  /**
   * At the beginning of an id, or in what was said: names of steps and tools, and what models and tools were told
   * and answered; letter case does not matter.
   */
  text: z.string().max(200).default(""),
  /** An agent's name, with or without `agent/`. */
  agent: z.string().max(200).optional(),
  /** NAME or PROVIDER/NAME: of the model that was called first, or of one that answered in its place. */
  model: z.string().max(200).optional(),
  /** Made in it, or evidence of one of its proposals. */
  session: z.string().max(20).optional(),
  hasErrors: z.boolean().default(false),
  /** Scored, and not all right. */
  isWrong: z.boolean().default(false),
  split: z.enum(OPEN_SPLITS).optional(),
  /** A tool by its name, with or without `tool/`: those in which it was called. */
  tool: z.string().max(200).optional(),
  /** Whatever names a commit: those that ran in its state. */
  commit: z.string().max(200).optional(),
  /** Of runs that were scored for an item; and of those whose cost is known, in US dollars. */
  minScore: shareSchema.optional(),
  maxScore: shareSchema.optional(),
  minUsd: usdSchema.optional(),
  maxUsd: usdSchema.optional(),
  /** Begun then or later, and before. */
  since: timeSchema.optional(),
  until: timeSchema.optional(),
};

const traceFilterSchema = z.object(traceFilterShape);
export type TracesAsked = z.infer<typeof traceFilterSchema>;
/** Looking at what ran: lists, and single traces in a form that holds a million spans. */
export const tracesContract = {
  /** In the order asked for, newest first where nothing else is; those that run at this moment before all others. */
  find: procedure
    .input(
      z.object({
        ...traceFilterShape,
        order: z
          .object({
            by: z.enum(["started", "duration", "spans", "errors", "tokens", "cost", "outcome", "item"]),
            isDescending: z.boolean(),
          })
          .default({ by: "started", isDescending: true }),
        limit: z.int().min(1).max(10_000).default(1000),
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(traceRowSchema) })),
  /** What a list can be narrowed to: agents and models that ran, sessions with the newest first. */
  choices: procedure.output(
    z.object({
      agents: z.array(z.string()),
      models: z.array(z.string()),
      sessions: z.array(z.string()),
    }),
  ),
  /** A trace whole, its spans in the order in which they began: what a terminal shows. */
  show: procedure.input(z.object({ trace: traceNameSchema })).output(
    traceRowSchema.extend({
      finalStates: finalStatesSchema.optional(),
      system: systemSchema,
      result: runResultSchema.nullable(),
      tree: z.array(spanRecordSchema),
    }),
  ),
  /** What holds for a trace as a whole. */
  timeline: procedure.input(z.object({ trace: traceNameSchema })).output(timelineSchema),
  /** Its spans as columns, some at a time: ask again with `next`. A span that changed since comes again. */
  columns: procedure
    .input(z.object({ trace: traceNameSchema, cursor: traceCursorSchema.default({ part: 0, revision: 0 }) }))
    .output(columnsSchema),
  span: procedure.input(z.object({ trace: traceNameSchema, span: z.string() })).output(spanDetailSchema),
  /** Keeps spans that others recorded; only people may. What is kept of a trace already is added to. */
  import: procedure.input(z.object({ source: traceSourceSchema })).output(importedTracesSchema),
  receiver: procedure.output(receiverSchema),
  /** Switches the receiver on or off until this host ends; only people may. Throws port-taken. */
  receive: procedure
    .input(z.object({ isOn: z.boolean(), port: z.int().min(0).max(65_535).default(4318) }))
    .output(receiverSchema),
  /**
   * The spans whose name, error or any attribute holds the text; letter case does not matter. Their keys, two numbers of 32
   * bits for each (core/domain/spans/key.ts).
   */
  search: procedure
    .input(z.object({ trace: traceNameSchema, text: z.string().min(1).max(200) }))
    .output(z.object({ keys: z.instanceof(Blob) })),
  /** Two traces side by side: aligned by what their steps are of, by name and by order, never by id. */
  compare: procedure
    .input(
      z.object({
        left: traceNameSchema,
        right: traceNameSchema,
        /** Steps that are the same one by one, and not as how many there are in a row. */
        isUnfolded: z.boolean().default(false),
        limit: z.int().min(1).max(20_000).default(5000),
      }),
    )
    .output(comparisonSchema),
  /** A trace as a file: for other programs, or as a page that shows it without any. Keys are not in it. */
  export: procedure
    .input(z.object({ trace: traceNameSchema, format: z.enum(TRACE_FORMATS) }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob) })),
};

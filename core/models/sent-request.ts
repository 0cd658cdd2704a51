import { canonicalJson } from "#core/base/canonical-json.ts";
import type { RequestRules, RoleCast } from "#core/domain/request-rules.ts";
import type { ChatMessage, ChatRequest, Sampling } from "./provider.ts";

/** A request as it is sent under rules: what is counted, billed for and recorded of it. */
export function asSent(request: ChatRequest, rules: RequestRules | null | undefined): ChatRequest {
  if (rules === null || rules === undefined) return request;
  return {
    ...request,
    messages: messagesUnder(request, rules),
    sampling: samplingUnder(request.sampling, rules),
  };
}

/** The messages as they are cast, with the form of the answer in words where the endpoint is not told otherwise. */
export function messagesUnder(
  { messages, output }: Pick<ChatRequest, "messages" | "output">,
  { structured = "json-schema", roles = "as-they-are" }: RequestRules,
): readonly ChatMessage[] {
  const worded =
    output === undefined || structured === "json-schema" ? messages : withForm(messages, output.schema);
  return castRoles(worded, roles);
}

/** The word json stands in it because some endpoints ask for that, and before the schema so that it is read first. */
function withForm(
  messages: readonly ChatMessage[],
  schema: NonNullable<ChatRequest["output"]>["schema"],
): readonly ChatMessage[] {
  const form = `Answer in json: with one JSON document that satisfies this JSON schema, and nothing before or after it.\n${canonicalJson(schema)}`;
  const last = messages.findLastIndex(({ role }) => role === "user");
  if (last === -1) return [...messages, { role: "user", content: form }];
  return messages.map((message, at) =>
    at === last ? { ...message, content: joinTexts(message.content, form) } : message,
  );
}

/** `alternating` leaves tool results where they are: each answers a call by its id. */
export function castRoles(messages: readonly ChatMessage[], cast: RoleCast): readonly ChatMessage[] {
  if (cast === "as-they-are") return messages;
  const cleared = withoutSystem(messages);
  return cast === "no-system" ? cleared : mergeNeighbours(cleared);
}

function withoutSystem(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const said = messages
    .filter(({ role, content }) => role === "system" && content !== "")
    .map(({ content }) => content);
  const rest = messages.filter(({ role }) => role !== "system");
  if (said.length === 0) return rest;
  const told = said.join("\n\n");
  const [first, ...others] = rest;
  if (first?.role !== "user") return [{ role: "user", content: told }, ...rest];
  return [{ ...first, content: joinTexts(told, first.content) }, ...others];
}

function mergeNeighbours(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const merged: ChatMessage[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    if (last !== undefined && isPlain(last) && isPlain(message) && last.role === message.role)
      merged[merged.length - 1] = { ...last, content: joinTexts(last.content, message.content) };
    else merged.push(message);
  }
  return merged;
}

function isPlain(message: ChatMessage): boolean {
  return message.role === "user" || (message.role === "assistant" && (message.toolCalls ?? []).length === 0);
}

function joinTexts(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\n\n");
}

/** The names under which a setting goes over the wire; OpenAI's own service and its followers differ in one. */
const WIRE_NAMES = {
  temperature: ["temperature"],
  topP: ["top_p"],
  maxOutputTokens: ["max_tokens", "max_completion_tokens"],
  seed: ["seed"],
} as const satisfies Readonly<Record<keyof Sampling, readonly string[]>>;

/** Members that limit an answer by other names: where one is set beside the usual one, the larger may be the one that holds. */
const OTHER_LIMITS = [
  "n_predict",
  "num_predict",
  "max_new_tokens",
  "max_output_tokens",
  "max_length",
  "max_tokens_to_sample",
];

/** The names under which a setting may go over the wire once members are renamed. */
function namesUnder(setting: keyof Sampling, { rename = {} }: RequestRules): readonly string[] {
  return WIRE_NAMES[setting].flatMap((name) => [name, ...(rename[name] === undefined ? [] : [rename[name]])]);
}

/** How many tokens an answer may have, whoever says it; undefined where nobody does. */
export function outputLimitOf(
  { sampling }: Pick<ChatRequest, "sampling">,
  rules: RequestRules | null | undefined,
): number | undefined {
  return samplingUnder(sampling, rules ?? {}).maxOutputTokens ?? sampling.maxOutputTokens;
}

/** Every request has them, whatever its agent says. */
const ALWAYS_SENT = ["stream", "stream_options", "seed", ...WIRE_NAMES.maxOutputTokens];

/**
 * What rules do to the requests of an agent with these settings: they ask for no form, and what an agent does not say is not left
 * out. Undefined where they are the usual ones, so that agents asked alike are of one closure [M20].
 */
export function rulesFor(
  sampling: Readonly<Record<string, unknown>>,
  rules: RequestRules | undefined,
): RequestRules | undefined {
  const { structured: _asked, omit = [], rename = {}, ...rest } = rules ?? {};
  const said = Object.entries(WIRE_NAMES).flatMap(([setting, names]) =>
    typeof sampling[setting] === "number" ? [...names] : [],
  );
  const sent: readonly string[] = [...ALWAYS_SENT, ...said];
  const moved = Object.entries(rename).filter(([from]) => sent.includes(from));
  const left = omit.filter((name) => sent.includes(name) || moved.some(([, to]) => to === name));
  const effect = {
    ...rest,
    ...(left.length === 0 ? {} : { omit: left }),
    ...(moved.length === 0 ? {} : { rename: Object.fromEntries(moved) }),
  };
  return Object.keys(effect).length === 0 ? undefined : effect;
}

/** What the agent says, without what is left out, and with what is set instead, under whichever name [B7]. */
function samplingUnder(sampling: Sampling, rules: RequestRules): Sampling {
  const { omit = [], set = {} } = rules;
  const settings = Object.keys(WIRE_NAMES).flatMap((key) => {
    const setting = key as keyof Sampling; // Sound: these are its keys.
    const names = namesUnder(setting, rules);
    const isOthers = names.some((name) => set[name] !== undefined || omit.includes(name));
    const others = setting === "maxOutputTokens" ? OTHER_LIMITS : [];
    const figures = [
      isOthers ? undefined : sampling[setting],
      ...[...names, ...others].map((name) => set[name]),
    ];
    const sent = figures.filter((value) => typeof value === "number");
    return sent.length === 0 ? [] : [[setting, Math.max(...sent)]];
  });
  return Object.fromEntries(settings) as Sampling; // Sound: its keys are settings, its values numbers.
}

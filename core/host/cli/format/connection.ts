import type { ConnectionDocument, KeyState, TryDocument } from "#core/contract/connections.ts";
import { formatTable, joinOr } from "./format.ts";

/** All of them in a table: what each is, and what stands in its way. */
export function formatConnections(all: readonly ConnectionDocument[]): string {
  return formatTable(
    ["", "name", "address", "keys", "notes"],
    all.map((each) => [
      each.declared === null ? "" : "*",
      each.name,
      each.baseUrl ?? (each.isStandIn ? "in this program" : "wants an address"),
      joinOr(each.keys.map(formatKey), ", ", each.isStandIn ? "" : "none"),
      notesOf(each),
    ]),
  );
}

/** One of them whole. */
export function formatConnection(each: ConnectionDocument): string {
  const { name, baseUrl, keys, headers, preset, query, request, callsAtOnce, proxy, fallback, patience } =
    each;
  const rows: ReadonlyArray<readonly [string, string]> = [
    ["address", baseUrl ?? "none yet"],
    ["preset", preset ?? "any OpenAI-compatible endpoint"],
    ["keys", joinOr(keys.map(formatKey), ", ", "none is sent")],
    [
      "query",
      Object.entries(query)
        .map(([part, value]) => `${part}=${value}`)
        .join("&"),
    ],
    [
      "headers",
      headers.map((header) => `${header.name}: ${header.value ?? formatHeaderKey(header.key)}`).join("; "),
    ],
    ["requests", Object.keys(request).length === 0 ? "" : JSON.stringify(request)],
    ["at once", `${callsAtOnce} ${callsAtOnce === 1 ? "call" : "calls"}`],
    [
      "patience",
      Object.entries(patience)
        .map(([what, value]) => `${what} ${value}`)
        .join(", "),
    ],
    ["proxy", proxy ?? ""],
    ["then", fallback.join(", ")],
  ];
  const taught = each.learned.map(
    ({ model, rules, said }) =>
      ["learned", [model, JSON.stringify(rules), ...(said === "" ? [] : [said])].join(": ")] as const,
  );
  const lines = [...rows, ...taught]
    .filter(([, value]) => value !== "")
    .map(([title, value]) => `  ${title.padEnd(9)} ${value}`);
  return [name, ...lines, ...noticesOf(each)].join("\n");
}

/** What came of a call that was made to try a connection. */
export function formatTry({
  ok,
  model,
  answeredAs,
  answeredBy,
  passedOver,
  answer,
  usage,
  keysPassedOver,
  omitted,
  ms,
  costUsd,
  said,
  error,
}: TryDocument): string {
  const used = usage === null ? "" : `; ${usage.inputTokens} tokens in, ${usage.outputTokens} out`;
  const cost = costUsd === null ? "at a price nobody has said" : `$${costUsd.toFixed(6)}`;
  return [
    ok ? `${model} answered in ${ms} ms${used}, ${cost}.` : `${model} gave no answer (${ms} ms).`,
    ...(answeredBy === undefined ? [] : [`Answered by ${answeredBy}.`]),
    ...(passedOver ?? []).map((each) => `Passed over: ${each.model} (${each.code})`),
    ...(answeredAs === undefined ? [] : [`It calls itself ${answeredAs}.`]),
    ...(answer === null ? [] : [answer === "" ? "It said nothing." : answer]),
    ...(keysPassedOver ?? []).map((key) => `Passed over: ${key}`),
    ...(omitted.length === 0 ? [] : [`Left out of the request: ${omitted.join(", ")}.`]),
    ...(error === undefined ? [] : [`${error.message} [${error.code}]`, error.hint]),
    ...(said === undefined ? [] : [`It said: ${said}`]),
  ].join("\n");
}

const ORIGINS = {
  environment: "in the environment",
  typed: "typed in",
  kept: "kept by the system",
  none: "not there",
} as const satisfies Readonly<Record<KeyState["origin"], string>>;

function formatKey({ name, origin, isTrusted }: KeyState): string {
  return `${name} (${ORIGINS[origin]}${isTrusted ? "" : ", not trusted here"})`;
}

function formatHeaderKey(key: KeyState | null): string {
  return key === null ? "" : formatKey(key);
}

function notesOf({ problem, learned, fallback, said }: ConnectionDocument): string {
  return [
    ...(problem === null ? [] : [problem.message]),
    ...said,
    ...(learned.length === 0 ? [] : [`learned ${learned.length}`]),
    ...(fallback.length === 0 ? [] : [`then ${fallback.join(", ")}`]),
  ].join(" ");
}

function noticesOf({ problem, said, keys }: ConnectionDocument): readonly string[] {
  const missing = keys.filter(({ origin }) => origin === "none").map(({ name }) => name);
  return [
    ...said,
    ...(problem === null ? [] : [`${problem.message} ${problem.hint}`]),
    ...(missing.length === 0
      ? []
      : [`Not there yet: ${missing.join(", ")}. Set it in the environment, or type it in Settings.`]),
  ];
}

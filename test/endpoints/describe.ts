import type { Asked, Behaviour, Condition, Right } from "./behaviour.ts";

/** Where a source is read: a thread of a repository is written OWNER/REPOSITORY#NUMBER. */
export function sourceAddress(source: string): string {
  const thread = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(source);
  return thread === null ? source : `https://github.com/${thread[1] ?? ""}/issues/${thread[2] ?? ""}`;
}

const ASKED: Readonly<Record<Asked, string>> = {
  run: "One question",
  evaluate: "An evaluation",
  session: "A session",
};

/** What is right to make of a behaviour, as a sentence or several. */
export function describeRight({ asked, right }: Behaviour): string {
  return [
    `${ASKED[asked]} ${describeEnd(right, asked)}`,
    ...(right.stops === true && asked === "evaluate" ? ["the rest is not asked"] : []),
    ...describeRequests(right),
    ...(right.says ?? []).map((word) => `it says “${word}”`),
    ...(right.hides === undefined ? [] : ["no key is shown"]),
    ...(right.tokens === undefined
      ? []
      : [`${right.tokens.input} + ${right.tokens.output} tokens are charged`]),
    ...(right.mostOutputTokens === undefined ? [] : ["what was not written is not charged"]),
  ].join("; ");
}

function describeEnd({ error, output, items, proposals }: Right, asked: Asked): string {
  if (typeof error === "string" && error !== "some") return `ends with ${error}`;
  if (error === "some") return "fails, and does not pass for an answer";
  if (Array.isArray(error)) return `ends with ${error.join(" or ")}`;
  if (output !== undefined) return `is answered with “${output}”`;
  if (proposals !== undefined) return "comes to a proposal";
  if (asked === "session") return "ends and tells why";
  if (items !== undefined) return `counts ${items.errors ?? 0} errors, ${items.correct ?? 0} right`;
  return "is answered";
}

function describeRequests({ requests, lastRequest, othersAsked }: Right): readonly string[] {
  const [least, most] = typeof requests === "number" ? [requests, requests] : (requests ?? [0, 0]);
  const count = least === most ? String(least) : `${least} to ${most}`;
  return [
    ...(most === 0 ? [] : [`${count} ${most === 1 ? "request" : "requests"}`]),
    ...describeLast(lastRequest),
    ...Object.keys(othersAsked ?? {}).map(() => "the declared fallback is asked"),
  ];
}

function describeLast({ lacks = [], has = [], not = {} }: Condition = {}): readonly string[] {
  const changed = Object.keys({ ...not.equals, ...not.differs });
  return [
    ...lacks.map((name) => `without ${name} in the end`),
    ...has.map((name) => `with ${name} in the end`),
    ...changed.map((name) =>
      name.startsWith("messages") ? "with other roles in the end" : `${name} changed`,
    ),
  ];
}

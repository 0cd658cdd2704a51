import type { LearnedRule } from "#core/domain/adaptation.ts";
import { isDeclared, nextWay } from "#core/domain/join-rules.ts";
import { requestMemberSchema, type RequestRules } from "#core/domain/request-rules.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import { castRoles } from "#core/models/sent-request.ts";
import type { ErrorWords } from "./error-body.ts";
import { findNamed, type SentParams } from "./find-named.ts";
import { SYSTEM_REFUSED, TURNS_REFUSED } from "./known-causes.ts";

export type Refusal = {
  readonly status: number | null;
  readonly words: ErrorWords;
  /** As it was asked for, and as it went over the wire. */
  readonly request: ChatRequest;
  readonly sent: SentParams;
  /** In force when it was sent, and those of them that a person declared. */
  readonly rules: RequestRules | null;
  readonly declared: RequestRules;
};

export type Lesson = {
  readonly rule: LearnedRule;
  /** What requests are without from now on, for people: completes "is asked …". */
  readonly told: string;
};

/** What says that a request will not do. A rate limit, a failure, a key or a moderation says nothing about its form. */
const REFUSALS = [400, 404, 405, 406, 415, 422, 501];

/** Some call it a failure of their own what they were asked with: then their sentence has to say so. */
const REFUSED_AS_FAILURE =
  /(unsupported|unrecogni[sz]ed|unknown|unexpected) (request )?(param\w*|argument|field|option)s?\b|(failed to|cannot|could not|unable to) parse (the )?(grammar|schema)/i;

/**
 * What a refusal teaches about requests to this model: at most one thing, only about what the request has, and nothing that is
 * in force already or that a person declared. Null where it teaches nothing [M21].
 */
export function findLesson(refusal: Refusal): Lesson | null {
  const { status, words } = refusal;
  if (status === null) return null;
  if (!REFUSALS.includes(status) && !(status === 500 && REFUSED_AS_FAILURE.test(words.said))) return null;
  for (const teach of Object.values(TEACHERS)) {
    const lesson = teach(refusal);
    if (lesson !== null) return lesson;
  }
  return null;
}

type Teacher = (refusal: Refusal) => Lesson | null;

/** In this order: what is said of roles, forms and schemas is not about the member that holds them. */
const TEACHERS: Readonly<Record<keyof LearnedRule, Teacher>> = {
  roles: ({ words: { said }, request: { messages }, rules, declared }) => {
    const isOfTurns = TURNS_REFUSED.test(said);
    if (declared.roles !== undefined || !(isOfTurns || SYSTEM_REFUSED.test(said))) return null;
    const roles = isOfTurns ? "alternating" : nextWay("roles", rules);
    if (roles === null || roles === rules?.roles) return null;
    const now = castRoles(messages, rules?.roles ?? "as-they-are");
    if (JSON.stringify(castRoles(messages, roles)) === JSON.stringify(now)) return null;
    const told =
      roles === "alternating"
        ? "with user and assistant taking turns"
        : "without a system message, which begins the user's";
    return { rule: { roles }, told };
  },
  structured: ({ words, sent, rules, declared, request: { output } }) => {
    if (output === undefined || declared.structured !== undefined || !("response_format" in sent))
      return null;
    if (!isOfForm(words)) return null;
    const structured = nextWay("structured", rules);
    if (structured === null) return null;
    const told =
      structured === "words" ? "for the form of an answer in words" : "for JSON, with its schema in words";
    return { rule: { structured }, told };
  },
  schemas: ({ words: { said, places }, sent, rules, declared }) => {
    const schemas = nextWay("schemas", rules);
    if (declared.schemas !== undefined || schemas === null || !("tools" in sent)) return null;
    if (![said, ...places].some((text) => SCHEMA_REFUSED.test(text))) return null;
    return { rule: { schemas }, told: "with plain schemas of tools" };
  },
  rename: ({ words, sent, declared }) => {
    const named = findNamed(words, sent);
    const instead = insteadIn(words.said);
    if (named === null || instead === null || instead === named || instead in sent) return null;
    if (isDeclared(declared, named) || isDeclared(declared, instead)) return null;
    if (!requestMemberSchema.safeParse(instead).success) return null;
    return { rule: { rename: { [named]: instead } }, told: `with “${instead}” for “${named}”` };
  },
  set: ({ words, sent, declared }) => {
    const named = findNamed(words, sent);
    const only = onlyFigureIn(words.said);
    if (named === null || only === null || !FIGURES.includes(named) || isDeclared(declared, named))
      return null;
    if (sent[named] === only) return null;
    return { rule: { set: { [named]: only } }, told: `with “${named}” ${only}` };
  },
  omit: ({ words, sent, declared }) => {
    const named = findNamed(words, sent);
    if (named === null || named === "response_format" || isDeclared(declared, named)) return null;
    return { rule: { omit: [named] }, told: `without “${named}”` };
  },
};

function isOfForm({ said, places }: ErrorWords): boolean {
  return (
    places.some((place) => place.startsWith("response_format")) ||
    /response[_ ]?format|responseFormat|json[_ ]schema|json[_ ]object|json mode|structured[_ ]outputs?|output schema|guided|grammar|schema[^.]{0,40}too (complex|large|deep|long)/i.test(
      said,
    )
  );
}

/** What readers of schemas say of one that they cannot read. */
const SCHEMA_REFUSED =
  /non-empty for OBJECT|function_?declarations?|OBJECT type|json schema conversion|unrecognized schema|(invalid|unsupported|bad)[^.]{0,30}schema|schema[^.]{0,40}(invalid|unsupported|not supported|not valid|not allowed)|additionalProperties|exclusiveM(in|ax)imum|patternProperties|\$(schema|ref|defs)\b|(parameters|properties|input_schema)\b[^.]{0,80}(must|should|missing|required|empty|specified)|parse grammar|schema[^.]{0,40}too (complex|large|deep|long)|tools\.\d+\.function\.parameters/i;

/** Settings that mean the same in every request: a limit of output is the agent's to lower. */
const FIGURES: readonly string[] = ["temperature", "top_p"];

/** The one figure that is taken: "only the default (1) value is supported". A range is none. */
function onlyFigureIn(said: string): number | null {
  if (
    /between|range|(less|greater|more|higher|lower) than|at (least|most)|<|>|[[(] ?\d[\d.]*, ?\d/i.test(said)
  )
    return null;
  const [, figure] =
    /\b(?:only|must (?:be|equal)|has to be|should be)\b[^.\d]{0,40}?\(?(-?\d+(?:\.\d+)?)(?![\d.]*\d)/i.exec(
      said,
    ) ?? [];
  return figure === undefined ? null : Number(figure);
}

/** A member's name that is offered for another: of words with a line between them, or one of those that there are. */
function insteadIn(said: string): string | null {
  const offered =
    /\buse\s+(?:the\s+)?['"`]?([A-Za-z_][\w-]*)['"`]?\s+(?:parameter\s+|field\s+)?instead|did you mean\s+['"`]?([A-Za-z_][\w-]*)|(?:in favou?r of|replaced (?:by|with)|renamed (?:to)?)\s+['"`]?([A-Za-z_][\w-]*)/i.exec(
      said,
    );
  const name = offered?.slice(1).find((group) => group !== undefined);
  if (name === undefined) return null;
  return name.includes("_") || ["seed", "temperature"].includes(name) ? name : null;
}

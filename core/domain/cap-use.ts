import { AppError } from "#core/base/app-error.ts";
import { spendOfSession, type CapChanges, type Session } from "./session.ts";
import type { Caps } from "./spend.ts";

/** What a session has used of what can be capped; null for money that nobody knows. */
export type CapUse = { readonly [Cap in keyof Caps]-?: number | null };

/** Of everything that was called for it since it began: caps hold on that, whatever it was resumed in between. */
export function capUseOf(session: Pick<Session, "spend" | "beyond" | "elapsedMs">): CapUse {
  const { calls, inputTokens, outputTokens, usd } = spendOfSession(session).paid;
  return {
    maxUsd: usd,
    maxTokens: inputTokens + outputTokens,
    maxCalls: calls,
    maxSeconds: session.elapsedMs / 1000,
  };
}

/** Throws budget-exhausted where a cap is asked for that is used up already: nothing could go on under it [B16]. */
export function refuseSpentCaps(changes: CapChanges, use: CapUse): void {
  const spent = usedUp(changes, use);
  if (spent === undefined) return;
  const [name, cap] = spent;
  throw new AppError(
    "budget-exhausted",
    `The cap on ${UNITS[name].of} is ${cap}, but ${say(name, use[name])} already.`,
    RAISE,
  );
}

/** Throws budget-exhausted where a cap ended the session and is as used up as it was [B16]. */
export function refuseAtCap(session: Session): void {
  if (session.stopped?.by !== "cap") return;
  const use = capUseOf(session);
  if (usedUp(session.config.caps, use) === undefined) return;
  throw new AppError(
    "budget-exhausted",
    `Session ${session.id} is at its cap: ${describeCapUse(session.config.caps, use)}.`,
    RAISE,
  );
}

const RAISE = {
  hint: "Raise it above what is used: a cap counts over the whole session, not from where it goes on.",
  way: "raise-cap",
} as const;

/** "29.1 of 20 seconds are used", for each cap there is. */
export function describeCapUse(caps: Caps, use: CapUse): string {
  return CAP_NAMES.flatMap((name) => {
    const cap = caps[name];
    return cap === undefined ? [] : [say(name, use[name], cap)];
  }).join(", ");
}

const CAP_NAMES = ["maxUsd", "maxTokens", "maxCalls", "maxSeconds"] as const;

function usedUp(caps: CapChanges, use: CapUse): readonly [keyof Caps, number] | undefined {
  for (const name of CAP_NAMES) {
    const [cap, used] = [caps[name], use[name]];
    if (typeof cap === "number" && used !== null && used >= cap) return [name, cap];
  }
  return undefined;
}

const UNITS: Readonly<
  Record<keyof Caps, { readonly of: string; readonly name: string; readonly digits: number }>
> = {
  maxUsd: { of: "money", name: "USD", digits: 4 },
  maxTokens: { of: "tokens", name: "tokens", digits: 0 },
  maxCalls: { of: "calls", name: "calls", digits: 0 },
  maxSeconds: { of: "time", name: "seconds", digits: 1 },
};

function say(name: keyof Caps, used: number | null, cap?: number): string {
  const { name: unit, digits } = UNITS[name];
  const amount = used === null ? "an unknown part" : String(Number(used.toFixed(digits)));
  return `${amount}${cap === undefined ? "" : ` of ${cap}`} ${unit} are used`;
}

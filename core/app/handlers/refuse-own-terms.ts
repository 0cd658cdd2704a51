import { AppError } from "#core/base/app-error.ts";
import type { Author } from "#core/domain/author.ts";
import type { CapChanges, SessionConfig } from "#core/domain/session.ts";

type Terms = {
  readonly caps?: CapChanges | undefined;
  /** Settings of a session that are named one by one. */
  readonly set?: Readonly<Record<string, unknown>> | undefined;
  readonly approve?: string | undefined;
  readonly report?: string | undefined;
};

/** What of a session says how it is measured, who decides in it and what it may cost. */
const TERMS: ReadonlySet<string> = new Set(["gate", "caps", "approve", "policy", "report"]);

/**
 * What is spent, how it is measured and who decides is people's to say: others are held to what stands, and may ask for lower
 * caps and for a person's decision alone [R41]. `held` are the caps that stand. Throws path-refused.
 */
export function refuseOwnTerms(
  caller: Author,
  { caps = {}, set = {}, ...terms }: Terms,
  held: SessionConfig["caps"],
): void {
  if (caller.kind === "person") return;
  for (const [name, cap] of Object.entries(caps))
    if (
      cap !== undefined &&
      (cap === null || cap > (held[name as keyof CapChanges] ?? Number.POSITIVE_INFINITY))
    )
      throw refused("lift a cap");
  if (Object.keys(set).some((name) => TERMS.has(name.split(".")[0] ?? "")))
    throw refused("set how a session is measured, what it costs and who decides");
  if (terms.approve !== undefined && terms.approve !== "ask") throw refused("say who decides in a session");
  if (terms.report === "test") throw refused("spend a look at a sealed test split");
}

function refused(toDo: string): AppError {
  return new AppError("path-refused", `Only a person may ${toDo}.`, {
    hint: "Leave it out: what the workspace says holds then.",
  });
}

import { canonicalJson } from "#core/base/canonical-json.ts";
import { learnedRuleSchema, type Adaptation } from "#core/domain/adaptation.ts";
import type { Db } from "./db.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { damagedRow, parseStored } from "./stored-text.ts";

type AdaptationRow = Omit<Adaptation, "rule"> & { readonly rule: string };

/** What is asked for: all that an address taught, or what it taught about one model. */
type Taught = { readonly endpoint: string; readonly model?: string | undefined };

/** What refusals of endpoints taught about requests. The only code that knows the `adaptation` table [M22]. */
export function createAdaptations(db: Db) {
  const insert = createSealedInsert(db, "adaptation", "ignore");
  const known = db.prepare("SELECT 1 FROM adaptation WHERE endpoint = ? AND model = ? AND rule = ?").pluck();
  const all = db.prepare("SELECT * FROM adaptation ORDER BY endpoint, model, at, rule");
  const of = db.prepare(
    "SELECT * FROM adaptation WHERE endpoint = ? AND model = coalesce(?, model) ORDER BY model, at, rule",
  );
  const remove = db.prepare("DELETE FROM adaptation WHERE endpoint = ? AND model = coalesce(?, model)");

  return {
    /** False where the lesson is known already: it stays as it was noted first. */
    note: ({ endpoint, model, rule, said, at }: Adaptation): boolean => {
      const text = canonicalJson(rule);
      if (known.get(endpoint, model, text) !== undefined) return false;
      insert({ endpoint, model, rule: text, said, at });
      return true;
    },
    /** By model, and in the order in which they were learned. */
    of: ({ endpoint, model }: Taught): readonly Adaptation[] =>
      (of.all(endpoint, model ?? null) as AdaptationRow[]).map(toAdaptation),
    list: (): readonly Adaptation[] => (all.all() as AdaptationRow[]).map(toAdaptation),
    /** How many were forgotten. */
    forget: ({ endpoint, model }: Taught): number => remove.run(endpoint, model ?? null).changes,
  };
}

function toAdaptation({ endpoint, model, rule, said, at }: AdaptationRow): Adaptation {
  const read = learnedRuleSchema.safeParse(parseStored(rule));
  if (!read.success) throw damagedRow(`what ${endpoint} taught about ${model} is no rule of requests`);
  return { endpoint, model, rule: read.data, said, at };
}

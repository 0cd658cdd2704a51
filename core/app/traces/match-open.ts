import type { TraceRowDocument } from "#core/contract/traces.ts";
import { toAgentKey } from "#core/domain/resource.ts";
import { indexTrace } from "#core/domain/said.ts";
import { textOf } from "#core/domain/spans/facts.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";
import { toolText, type TraceFilter } from "#core/store/trace-search.ts";

/** What still runs is not in the index yet: it is read as the index will read it. */
export function matchesOpen(row: TraceRowDocument, open: OpenTrace, filter: TraceFilter): boolean {
  const { text, hasErrors, agent, model, session, tool, since = -Infinity, until = Infinity } = filter;
  if (needsEnd(filter)) return false;
  const startedAt = Date.parse(row.startedAt);
  if (startedAt < since || startedAt >= until) return false;
  if (hasErrors && row.errors === 0) return false;
  const isAsked = text !== "" || session !== undefined || model !== undefined || tool !== undefined;
  const found = indexTrace(isAsked ? open.since(0) : []);
  if (session !== undefined && found.session !== session) return false;
  if (model !== undefined && !modelsOf(open, found.model).some((each) => isCalled(each, model))) return false;
  if (tool !== undefined && !found.texts.includes(toolText(tool))) return false;
  if (agent !== undefined && row.name !== toAgentKey(agent)) return false;
  const wanted = text.toLowerCase();
  return (
    [row.trace, row.run ?? ""].some((id) => id.startsWith(wanted)) ||
    [...found.texts, row.name.toLowerCase()].some((said) => said.includes(wanted))
  );
}

/** What runs was not scored yet, its cost is not known, and it is not looked up which states it is of. */
function needsEnd(filter: TraceFilter): boolean {
  const { isWrong, split, systems, minScore, maxScore, minUsd, maxUsd } = filter;
  return (
    isWrong === true ||
    [split, systems, minScore, maxScore, minUsd, maxUsd].some((each) => each !== undefined)
  );
}

/** The first that was called, and those that answered in its place. */
function modelsOf(open: OpenTrace, called: string | null): readonly string[] {
  const answered = open.since(0).map(({ attributes }) => textOf(attributes[AUTOGENESIS.answeredBy]));
  return [called, ...answered].filter((model) => model !== null);
}

function isCalled(model: string, asked: string): boolean {
  return model === asked || model.split("/").slice(1).join("/") === asked;
}

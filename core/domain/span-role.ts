/** What a span is about, as people tell them apart on a timeline. */
export const SPAN_ROLES = ["agent", "model", "tool", "environment", "memory", "operator", "other"] as const;
export type SpanRole = (typeof SPAN_ROLES)[number];

type RoleMarks = {
  /** `gen_ai.operation.name`. */
  readonly operation: string | null;
  /** The step of an evolution session, where the span is one. */
  readonly operator: string | null;
  /** "kind/name" of the resource the span ran. */
  readonly resource: string | null;
};

/** Operations of the GenAI conventions; embeddings are calls to a model like any other. */
const BY_OPERATION: ReadonlyMap<string, SpanRole> = new Map([
  ["invoke_agent", "agent"],
  ["create_agent", "agent"],
  ["chat", "model"],
  ["text_completion", "model"],
  ["generate_content", "model"],
  ["embeddings", "model"],
]);

/** A call of a tool is shown as what it acts on: an environment's action as environment, else as tool. */
export function spanRoleOf({ operation, operator, resource }: RoleMarks): SpanRole {
  if (operator !== null) return "operator";
  const known = operation === null ? undefined : BY_OPERATION.get(operation);
  if (known !== undefined) return known;
  const kind = resource?.split("/", 1)[0];
  if (kind === "environment" || kind === "memory") return kind;
  return operation === "execute_tool" ? "tool" : "other";
}

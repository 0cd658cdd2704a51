import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { cosine } from "#core/domain/cosine.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { NO_SPEND, type Spend } from "#core/domain/spend.ts";
import { sha256 } from "#core/base/hash.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { openEmbedder, type Embedder } from "#core/app/models/embeddings.ts";
import { describeResource, findByWords } from "./find-by-words.ts";

type Asked = {
  readonly query: string;
  readonly limit: number;
  readonly commit: string;
  /** Asked by words alone, no model is called. */
  readonly by: "meaning" | "words";
  readonly signal: AbortSignal;
};

export type Search = {
  /** How it was found. */
  readonly by: "meaning" | "words";
  /** NAME/MODEL of the embeddings; null where it was found by words. */
  readonly model: string | null;
  /** Why not by meaning, where that was asked for: what happened, and what to do. */
  readonly why: { readonly message: string; readonly hint: string } | null;
  readonly found: ReadonlyArray<{ readonly resource: ResourceKey; readonly score: number | null }>;
  readonly spend: Spend;
};

/**
 * Resources that are about something, best first: by meaning where the workspace has a model of embeddings that answers,
 * else by words over names, descriptions and contents; what it says is which of the two it was [R37]. Only people have a
 * model called. Throws cancelled.
 */
export async function searchResources(context: AppContext, asked: Asked): Promise<Search> {
  const view = viewAtCommit(context.store, asked.commit);
  if (asked.by === "words") return byWords(context, view, { ...asked, why: null });
  if (context.caller.kind !== "person") return byWords(context, view, { ...asked, why: PEOPLE_ALONE });
  let embedder: Embedder | null = null;
  try {
    embedder = openEmbedder(context);
    if (embedder === null) return byWords(context, view, { ...asked, why: NONE_SET });
    return await byMeaning(embedder, view, asked);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "cancelled") throw error;
    const { message, hint } = toErrorReport(error);
    const hide = context.secrets.hide ?? ((text: string) => text);
    const why = { message: hide(message), hint: hide(hint) };
    return { ...byWords(context, view, { ...asked, why }), spend: embedder?.spent() ?? NO_SPEND };
  }
}

const NONE_SET = {
  message: "No model of embeddings is set.",
  hint: "Name one in workspace.yaml: embeddings: NAME/MODEL",
} as const;

const PEOPLE_ALONE = {
  message: "Only a person may have a model called for a search.",
  hint: "Ask whoever runs this workspace.",
} as const;

type WordsAsked = Pick<Asked, "query" | "limit"> & Pick<Search, "why">;

function byWords({ store }: AppContext, view: ResourceView, { query, limit, why }: WordsAsked): Search {
  const found = findByWords(store, view, query).slice(0, limit);
  return {
    by: "words",
    model: null,
    why,
    found: found.map((resource) => ({ resource, score: null })),
    spend: NO_SPEND,
  };
}

async function byMeaning(
  embedder: Embedder,
  view: ResourceView,
  { query, limit, signal }: Asked,
): Promise<Search> {
  const resources = view.list().map((key) => view.get(key));
  const asked = { id: `query-${sha256(query)}`, text: query };
  const subjects = resources.map((found) => ({ id: found.version, text: describeResource(found) }));
  const vectors = await embedder.embed([asked, ...subjects], signal);
  const wanted = vectors.get(asked.id) ?? new Float32Array();
  const scored = resources.flatMap(({ key, version }) => {
    const vector = vectors.get(version);
    // Another length is another model that goes by the same name.
    return vector?.length === wanted.length ? [{ resource: key, score: cosine(wanted, vector) }] : [];
  });
  return {
    by: "meaning",
    model: embedder.model,
    why: null,
    found: scored.toSorted(byScore).slice(0, limit),
    spend: embedder.spent(),
  };
}

type Scored = { readonly resource: ResourceKey; readonly score: number };

function byScore(one: Scored, other: Scored): number {
  if (other.score !== one.score) return other.score - one.score;
  return one.resource < other.resource ? -1 : 1;
}

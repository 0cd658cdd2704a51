import { z } from "zod";

/**
 * Who asks for a change. Only a person may lift a lock, widen the mask or approve; everyone else is bound by the
 * mask, whatever a prompt asked for. `system` is the program itself: first workspaces and undo.
 */
export const AUTHOR_KINDS = ["person", "optimizer", "agent", "client", "system"] as const;
export type AuthorKind = (typeof AUTHOR_KINDS)[number];

export const authorSchema = z.object({ kind: z.enum(AUTHOR_KINDS), name: z.string().min(1).max(200) });
export type Author = Readonly<z.infer<typeof authorSchema>>;

/** "an optimizer", "a client": how a sentence speaks of one. */
export function describeAuthor(kind: AuthorKind): string {
  return kind === "optimizer" || kind === "agent" ? `an ${kind}` : `a ${kind}`;
}

/** Who may decide: people, and the program where a policy that a person chose says so. */
export function isDecider(kind: AuthorKind): boolean {
  return kind === "person" || kind === "system";
}

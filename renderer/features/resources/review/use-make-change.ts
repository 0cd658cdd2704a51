import type { ChangedDocument } from "#core/contract/resources.ts";
import type { ReviewedChange } from "./asked-change.ts";
import { useLanding } from "./use-landing.ts";

type Made = ChangedDocument & { readonly as: "commit" | "proposal" };

/** Makes a change of the registry of edits, as a commit or as a proposal. */
export function useMakeChange(onDone: (made: ChangedDocument, as: "commit" | "proposal") => void) {
  const { land, ...rest } = useLanding<Made>((made) => onDone(made, made.as));
  const make = async (
    { branch, read, edits, message }: ReviewedChange,
    as: "commit" | "proposal",
  ): Promise<void> => {
    const asked = { branch, read, edits: [...edits], message: message.trim(), as };
    await land({ branch, ask: async (client) => ({ ...(await client.resources.change(asked)), as }) });
  };
  return { make, ...rest };
}

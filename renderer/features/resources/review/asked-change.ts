import type { AskedEdit } from "#core/domain/edit.ts";

/** A change of the registry as it is asked for: where it goes, what it does, and what was read before. */
export type AskedChange = {
  readonly branch: string;
  readonly edits: readonly AskedEdit[];
  /** The versions that were read, by resource. */
  readonly read: Readonly<Record<string, string>>;
};

/** What a review dialog is opened with. */
export type ReviewedChange = AskedChange & {
  /** What it says it is, which becomes the commit's message. */
  readonly message: string;
};

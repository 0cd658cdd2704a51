import type { ConnectionDraft } from "./connection-draft.ts";
import type { Faults } from "./connection-faults.ts";

/** What each part of the form is handed: the draft, what stands against it, and how it is changed. */
export type FieldsProps = {
  readonly draft: ConnectionDraft;
  readonly faults: Faults;
  readonly set: (change: Partial<ConnectionDraft>) => void;
};

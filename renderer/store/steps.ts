import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { DoneDocument } from "#core/contract/shapes.ts";
import type { Answer, Query } from "./queries.ts";

/** Over the newest operation back, or over the one that was undone last forward. */
export type Step = "undo" | "redo";

type Preview = Answer<WorkspaceClient["history"]["previewUndo"]>;
export type StepPreview = NonNullable<Preview>;

/** A step on a branch: by the commit that it is known by, or by the number of the operation. */
type Meant = { readonly branch: string; readonly commit?: string; readonly operation?: number };

type StepCalls = {
  /** The step that takes it back. */
  readonly other: Step;
  readonly preview: (client: WorkspaceClient, branch: string) => Promise<Preview>;
  readonly take: (client: WorkspaceClient, meant: Meant) => Promise<DoneDocument>;
};

export const STEPS: Readonly<Record<Step, StepCalls>> = {
  undo: {
    other: "redo",
    preview: async ({ history }, branch) => history.previewUndo({ branch }),
    take: async ({ history }, meant) => history.undo(meant),
  },
  redo: {
    other: "undo",
    preview: async ({ history }, branch) => history.previewRedo({ branch }),
    take: async ({ history }, meant) => history.redo(meant),
  },
};

/** What a step on a branch would do right now; null where there is none to take. */
export function stepQuery(step: Step, branch: string): Query<Preview> {
  return {
    key: `${step}.preview ${branch}`,
    topics: ["history", "runs"],
    read: async (client) => STEPS[step].preview(client, branch),
  };
}

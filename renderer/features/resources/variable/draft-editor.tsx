import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Draft } from "#renderer/store/draft-slice.ts";
import { resourceAtQuery } from "#renderer/store/shared-queries.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { useEditing } from "./editing.ts";
import type { Variable } from "./resource-queries.ts";
import { VariableEditor } from "./variable-editor.tsx";

type DraftEditorProps = {
  readonly title: string;
  /** As it is at the head that is shown. */
  readonly variable: Variable;
  readonly draft: Draft;
};

/** The draft, held against the head of its own branch: another one may be shown by now. */
export function DraftEditor({ title, variable, draft }: DraftEditorProps) {
  const { queries } = useApp();
  const { version } = useEditing();
  const shown = useShownBranch();
  const query = resourceAtQuery(draft.resource, draft.branch);
  // Read from the beginning: what is being typed in must not be made anew when another branch is shown.
  const onBranch = useQuery(query);
  const isElsewhere = shown !== null && shown !== draft.branch;
  const held = isElsewhere ? onBranch.data : { version, variables: [variable] };
  if (held === undefined) {
    return (
      <Ready of={onBranch} onRetry={() => queries.retry(query.key)}>
        {() => null}
      </Ready>
    );
  }
  const own = held.variables.find(({ pointer }) => pointer === draft.pointer);
  if (own === undefined) return null;
  return <VariableEditor title={title} variable={own} version={held.version} draft={draft} />;
}

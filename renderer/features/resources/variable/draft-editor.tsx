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
  const { version } = useEditing();
  const shown = useShownBranch();
  if (shown === null || shown === draft.branch) {
    return <VariableEditor title={title} variable={variable} version={version} draft={draft} />;
  }
  return <EditorElsewhere title={title} draft={draft} />;
}

function EditorElsewhere({ title, draft }: Omit<DraftEditorProps, "variable">) {
  const { queries } = useApp();
  const query = resourceAtQuery(draft.resource, draft.branch);
  const resource = useQuery(query);
  return (
    <Ready of={resource} onRetry={() => queries.retry(query.key)}>
      {({ version, variables }) => {
        const variable = variables.find(({ pointer }) => pointer === draft.pointer);
        return variable === undefined ? null : (
          <VariableEditor title={title} variable={variable} version={version} draft={draft} />
        );
      }}
    </Ready>
  );
}

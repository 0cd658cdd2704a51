import { Button, CopyButton } from "@mantine/core";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Answer, Query } from "#renderer/store/queries.ts";
import { topicsAt } from "#renderer/store/shared-queries.ts";
import { askingStrings } from "#renderer/strings/asking.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { CodeText } from "#renderer/features/resources/variable/code-text.tsx";

type Contract = Answer<WorkspaceClient["resources"]["contractText"]>;

function textQuery(at: string): Query<Contract> {
  return {
    key: `resources.contractText ${at}`,
    topics: topicsAt(at),
    read: async (client) => await client.resources.contractText({ at }),
  };
}

/** The contract of all resources as one text, to be read and copied. */
export function ContractPane({ at }: { readonly at: string }) {
  const { queries } = useApp();
  const query = textQuery(at);
  const contract = useQuery(query);
  const tools = (
    <>
      <span className="faint truncate resources-description">{askingStrings.contractNote}</span>
      <span className="pane-spacer" />
      {contract.data === undefined ? null : (
        <>
          <CommitId id={contract.data.commit} href={hrefTo("lineage", [contract.data.commit])} />
          <CopyButton value={contract.data.text}>
            {({ copied, copy }) => (
              <Button onClick={copy}>{copied ? uiStrings.copied : uiStrings.copy}</Button>
            )}
          </CopyButton>
        </>
      )}
    </>
  );
  return (
    <Pane id="contract" title={askingStrings.contractTitle} tools={tools}>
      <Ready of={contract} onRetry={() => queries.retry(query.key)}>
        {({ text }) => <CodeText code={text} />}
      </Ready>
    </Pane>
  );
}

import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import type { TokenDocument } from "#core/contract/tokens.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { When } from "#renderer/ui/when.tsx";
import { AskDialog } from "./connections/ask-dialog.tsx";

const tokensQuery: Query<readonly TokenDocument[]> = {
  key: "tokens.list",
  topics: ["settings"],
  read: async (client) => await client.tokens.list(),
};

const { tokens: words } = settingsStrings;

/** Which programs may read approved versions, and the way to take that back from each [V22]. */
export function ReadTokens() {
  const { queries } = useApp();
  const listed = useQuery(tokensQuery);
  const [asked, setAsked] = useState<string | null>(null);
  const act = useAct();
  // They are made at command lines as well, of which no event tells.
  useEffect(() => queries.retry(tokensQuery.key), [queries]);
  const remove = async (name: string): Promise<void> => {
    setAsked(null);
    const done = await act(async (client) => await client.tokens.remove({ name }), ["settings"]);
    if (done.ok) toastDone(words.removed(name));
    else toastProblem(done.error);
  };
  return (
    <>
      <Ready of={listed} rows={2} onRetry={() => queries.retry(tokensQuery.key)}>
        {(tokens) =>
          tokens.length === 0 ? (
            <p className="setting-note">{words.none}</p>
          ) : (
            <ul className="tokens">
              {tokens.map(({ name, createdAt }) => (
                <li key={name} className="token-row">
                  <span className="mono truncate">{name}</span>
                  <span className="soft">
                    {words.since} <When at={createdAt} />
                  </span>
                  <Button
                    size="compact-sm"
                    aria-label={words.removeNamed(name)}
                    onClick={() => setAsked(name)}
                  >
                    {words.remove}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Ready>
      <AskDialog
        title={words.removeTitle(asked ?? "")}
        text={words.removeText}
        no={uiStrings.cancel}
        yes={words.removeYes}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        onYes={() => {
          if (asked !== null) void remove(asked);
        }}
      />
    </>
  );
}

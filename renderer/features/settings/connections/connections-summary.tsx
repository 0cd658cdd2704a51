import { Button } from "@mantine/core";
import { connectionsQuery } from "#renderer/models/model-queries.ts";
import { useConnectionsNow } from "#renderer/models/use-connections-now.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { connectionUsersQuery } from "./connection-queries.ts";
import { ConnectionTable } from "./connection-table.tsx";
import { isInUse } from "./connection-words.ts";
import "./connections.css";

/** Among the settings: the connections that are in use, and the way to their page. */
export function ConnectionsSummary() {
  const { queries } = useApp();
  const connections = useConnectionsNow();
  const users = useQuery(connectionUsersQuery).data ?? {};
  return (
    <Ready of={connections} rows={3} onRetry={() => queries.retry(connectionsQuery.key)}>
      {(listed) => {
        const usersOf = ({ name }: { readonly name: string }): readonly string[] => users[name] ?? [];
        const inUse = listed.filter((each) => isInUse(each, usersOf(each)));
        return (
          <>
            {inUse.length === 0 ? null : <ConnectionTable connections={inUse} usersOf={usersOf} />}
            <div className="setting-buttons">
              <Button component="a" href={hrefTo("settings", ["connections"])}>
                {connectionStrings.openAll}
              </Button>
              <Button component="a" href={hrefTo("settings", ["connections"], { add: "" })}>
                {connectionStrings.addMore}
              </Button>
            </div>
          </>
        );
      }}
    </Ready>
  );
}

import type { ConnectionDocument } from "#core/contract/connections.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { tryOf, type Tried } from "#renderer/store/try-slice.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Mark, Tag } from "#renderer/ui/mark.tsx";
import { When } from "#renderer/ui/when.tsx";
import { formatMicros } from "#renderer/timeline/time-scale.ts";
import { kindOf, listLeftOut, tellKeys } from "./connection-words.ts";

const { columns } = connectionStrings;

const triesOf = (state: AppState) => state.tries;

type ConnectionTableProps = {
  readonly connections: readonly ConnectionDocument[];
  readonly usersOf: (connection: ConnectionDocument) => readonly string[];
};

/** One row for each: where it is, whether there is a key, how the last call went, what it does not take, who uses it. */
export function ConnectionTable({ connections, usersOf }: ConnectionTableProps) {
  const tries = useAppState(triesOf);
  return (
    <table className="connection-table">
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {connections.map((connection) => (
          <ConnectionRow
            key={connection.name}
            connection={connection}
            users={usersOf(connection)}
            tried={tryOf(tries, connection)}
          />
        ))}
      </tbody>
    </table>
  );
}

type ConnectionRowProps = {
  readonly connection: ConnectionDocument;
  readonly users: readonly string[];
  readonly tried: Tried | undefined;
};

function ConnectionRow({ connection, users, tried }: ConnectionRowProps) {
  const { name, label, baseUrl, addressForm, isStandIn, declared } = connection;
  const keys = tellKeys(connection);
  const leftOut = listLeftOut(connection);
  return (
    <tr>
      <td>
        <a className="connection-name" href={hrefTo("settings", ["connections", name])}>
          {name}
        </a>
        {isStandIn ? null : (
          <span className="faint truncate">
            {declared === null ? label : connectionStrings.kinds[kindOf(connection)]}
          </span>
        )}
      </td>
      <td data-column={columns.address}>
        {isStandIn ? (
          <span className="soft">{connectionStrings.inProgram}</span>
        ) : (
          <span className="mono soft">{baseUrl ?? addressForm}</span>
        )}
      </td>
      <td data-column={columns.key}>
        {isStandIn ? (
          <Tag meaning="simulated">{uiStrings.simulated}</Tag>
        ) : keys.meaning === "neutral" ? (
          <span className="faint">{keys.text}</span>
        ) : (
          <Mark meaning={keys.meaning}>{keys.text}</Mark>
        )}
      </td>
      <td data-column={columns.lastTry}>
        <LastTry tried={tried} />
      </td>
      <td data-column={columns.leftOut}>
        {leftOut.length === 0 ? (
          <span className="faint">{connectionStrings.nothingLeftOut}</span>
        ) : (
          <span className="mono">{leftOut.join(", ")}</span>
        )}
      </td>
      <td data-column={columns.usedBy}>
        {users.length === 0 ? (
          <span className="faint">{connectionStrings.nobody}</span>
        ) : (
          <span className="connection-users">
            {users.map((agent) => (
              <a key={agent} className="link mono" href={hrefTo("resources", ["agent", agent])}>
                {agent}
              </a>
            ))}
          </span>
        )}
      </td>
    </tr>
  );
}

function LastTry({ tried }: Pick<ConnectionRowProps, "tried">) {
  if (tried === undefined) return <span className="faint">{connectionStrings.untried}</span>;
  const { outcome, at } = tried;
  return (
    <span>
      <Mark meaning={outcome.ok ? "good" : "bad"}>
        {outcome.ok ? connectionStrings.answered(formatMicros(outcome.ms * 1000)) : connectionStrings.failed}
      </Mark>{" "}
      <span className="faint">
        <When at={at} />
      </span>
    </span>
  );
}

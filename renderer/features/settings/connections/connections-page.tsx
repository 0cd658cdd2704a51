import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { connectionsQuery } from "#renderer/models/model-queries.ts";
import { useConnectionsNow } from "#renderer/models/use-connections-now.ts";
import { hrefTo, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { focusIfLost } from "#renderer/ui/focus-on-mount.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState, LoadingState, Ready } from "#renderer/ui/states.tsx";
import { connectionUsersQuery } from "./connection-queries.ts";
import { ConnectionPage } from "./connection-page.tsx";
import { ConnectionTable } from "./connection-table.tsx";
import { isInUse } from "./connection-words.ts";
import { Crumbs } from "./crumbs.tsx";
import { FileFault } from "./file-fault.tsx";
import { RouteList } from "./route-list.tsx";
import { NewConnection } from "./new-connection.tsx";
import "./connections.css";

/** `#/settings/connections`: all of them; `…/NAME`: one; `…?add=PRESET`: a new one. */
export function ConnectionsPage() {
  const { queries } = useApp();
  const { parts, query } = useRoute();
  const [, name] = parts;
  const connections = useConnectionsNow(name);
  const add = query["add"];
  /** After the form for a new one the focus goes on where one was made, or at what it made. */
  const [isBack, setIsBack] = useState(false);
  return (
    <div className="noted">
      <Ready of={connections} onRetry={() => queries.retry(connectionsQuery.key)}>
        {(listed) => {
          if (add !== undefined)
            return <NewConnection connections={listed} preset={add} onLeave={() => setIsBack(true)} />;
          if (name === undefined) return <AllConnections connections={listed} isBack={isBack} />;
          const shown = listed.find((each) => each.name === name);
          // It may have come a moment ago: what is being read says.
          if (shown === undefined) return connections.isReading ? <LoadingState /> : <Gone name={name} />;
          return <ConnectionPage key={name} connection={shown} isBack={isBack} />;
        }}
      </Ready>
    </div>
  );
}

type AllConnectionsProps = {
  readonly connections: readonly ConnectionDocument[];
  readonly isBack: boolean;
};

function AllConnections({ connections, isBack }: AllConnectionsProps) {
  const [search, setSearch] = useState("");
  const users = useQuery(connectionUsersQuery).data ?? {};
  const words = search.trim().toLowerCase();
  const found = connections.filter(({ name, label, baseUrl }) =>
    `${name} ${label} ${baseUrl ?? ""}`.toLowerCase().includes(words),
  );
  const usersOf = ({ name }: ConnectionDocument): readonly string[] => users[name] ?? [];
  const inUse = found.filter((each) => isInUse(each, usersOf(each)));
  const others = found.filter((each) => !isInUse(each, usersOf(each)));
  const tools = (
    <>
      <div className="pane-spacer" />
      <TextInput
        className="connections-search"
        aria-label={connectionStrings.search}
        placeholder={connectionStrings.search}
        leftSection={<IconSearch size={14} stroke={1.8} aria-hidden="true" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <AddButton isBack={isBack} />
    </>
  );
  return (
    <Pane id="connections" title={connectionStrings.title} tools={tools}>
      <FileFault />
      <div className="connections">
        <Crumbs />
        <p className="connections-note">{connectionStrings.note}</p>
        {found.length === 0 ? (
          <EmptyState title={connectionStrings.noneFound} action={<AddButton isBack={false} />}>
            {connectionStrings.noneFoundText}
          </EmptyState>
        ) : null}
        {inUse.length === 0 ? null : (
          <section aria-label={connectionStrings.groups.yours}>
            <h3 className="connections-title">{connectionStrings.groups.yours}</h3>
            <ConnectionTable connections={inUse} usersOf={usersOf} />
          </section>
        )}
        {words === "" ? <RouteList /> : null}
        {others.length === 0 ? null : (
          <section aria-label={connectionStrings.groups.presets}>
            <h3 className="connections-title">{connectionStrings.groups.presets}</h3>
            <p className="connections-note">{connectionStrings.presetsNote}</p>
            <PresetGrid presets={others} />
          </section>
        )}
      </div>
    </Pane>
  );
}

function AddButton({ isBack }: { readonly isBack: boolean }) {
  return (
    <Button
      ref={isBack ? focusIfLost : null}
      component="a"
      variant="filled"
      href={hrefTo("settings", ["connections"], { add: "" })}
    >
      {connectionStrings.add}
    </Button>
  );
}

/** Those that wait for a key or a program: a name and an address each say enough. */
function PresetGrid({ presets }: { readonly presets: readonly ConnectionDocument[] }) {
  return (
    <ul className="preset-grid">
      {presets.map(({ name, label, baseUrl, addressForm, keys }) => (
        <li key={name}>
          <a className="preset" href={hrefTo("settings", ["connections", name])}>
            <span className="preset-name">
              {label} <span className="mono faint">{name}</span>
            </span>
            <span className="mono faint truncate" title={baseUrl ?? addressForm ?? undefined}>
              {baseUrl ?? addressForm}
            </span>
            <span className="faint">
              {keys.length === 0 ? connectionStrings.needsNone : keys.map((key) => key.name).join(", ")}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Gone({ name }: { readonly name: string }) {
  return (
    <Pane id="connections" title={name}>
      <EmptyState
        title={connectionStrings.goneTitle}
        action={
          <Button component="a" href={hrefTo("settings", ["connections"])}>
            {connectionStrings.goneAction}
          </Button>
        }
      >
        {connectionStrings.goneText}
      </EmptyState>
    </Pane>
  );
}

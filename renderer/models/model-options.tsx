import { Combobox } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useEffect } from "react";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { ROUTE } from "#core/domain/route.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQueries, useQuery } from "#renderer/store/app-context.ts";
import { modelStrings } from "#renderer/strings/models.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { formatCount } from "#renderer/text/format.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { isReady, offerTyped, toModelGroups, type ModelGroup, type OfferedModel } from "./model-groups.ts";
import { ModelName } from "./model-name.tsx";
import { measuredModelsQuery, modelsQuery, routesQuery, type NamedRoute } from "./model-queries.ts";
import { useConnectionsNow } from "./use-connections-now.ts";
import { formatPrice } from "./format-price.ts";

type ModelOptionsProps = {
  readonly search: string;
  readonly chosen: string | null;
  readonly only?: string;
  /** Called when a search has brought other options than before. */
  readonly onListed: () => void;
  readonly usual: { readonly model: string | null; readonly words: string; readonly value: string } | null;
};

/** Among the options, one that leads to where a connection is put in order: no model has a space in its name. */
const OPEN = " open ";

function toOpen(connection: string): string {
  return `${OPEN}${connection}`;
}

/** The connection that such an option leads to; null for every other. */
export function readOpen(value: string): string | null {
  return value.startsWith(OPEN) ? value.slice(OPEN.length) : null;
}

/** So many that something was measured by stand above the rest. */
const MOST_RECENT = 4;

/** The open list: the usual one, those used before, and what each connection has. It asks them as long as it is on screen. */
export function ModelOptions({ search, chosen, only, usual, onListed }: ModelOptionsProps) {
  const typed = search.trim();
  const all = useConnectionsNow().data ?? [];
  const connections = only === undefined ? all : all.filter(({ name }) => name === only);
  const asked = connections.filter(isReady).map(({ name }) => name);
  const snapshots = useQueries(asked.map(modelsQuery));
  const { queries } = useApp();
  const names = asked.join(" ");
  useEffect(() => {
    for (const name of names.split(" ")) queries.retry(modelsQuery(name).key);
  }, [queries, names]);
  const answers = new Map(
    asked.flatMap((name) => {
      const snapshot = snapshots.get(modelsQuery(name).key);
      return snapshot === undefined ? [] : [[name, snapshot] as const];
    }),
  );
  const groups = toModelGroups({ connections, answers, search: typed });
  const others = offerTyped(typed, { connections, groups, only });
  const routes = useQuery(routesQuery).data ?? [];
  const found = only === undefined ? routes.filter((route) => isFound(route, typed)) : [];
  const listed = [...found, ...groups.flatMap(({ models }) => models)].map(({ name }) => name).join(" ");
  useEffect(() => {
    if (typed !== "") onListed();
  }, [typed, listed, onListed]);
  return (
    <>
      <Combobox.Options className="model-options" tabIndex={0} aria-label={modelStrings.models}>
        {usual === null || typed !== "" ? null : (
          <Combobox.Option value={usual.value} active={chosen === null} className="model-option">
            <Tick isChosen={chosen === null} />
            <ModelName model={usual.model ?? ""} note={usual.words} />
          </Combobox.Option>
        )}
        {typed === "" && only === undefined ? <Recent chosen={chosen} /> : null}
        <Routes routes={found} chosen={chosen} />
        {groups.map((group) => (
          <Group key={group.connection} group={group} chosen={chosen} />
        ))}
        {others.length === 0 ? null : (
          <Combobox.Group label={modelStrings.asTyped}>
            {others.map((model) => (
              <Combobox.Option key={model} value={model} className="model-option">
                <ModelName model={model} />
              </Combobox.Option>
            ))}
          </Combobox.Group>
        )}
      </Combobox.Options>
      {/* Beside the list, which holds choices alone. */}
      {groups.length === 0 && others.length === 0 && found.length === 0 ? (
        <Combobox.Empty>{modelStrings.nothing}</Combobox.Empty>
      ) : null}
      <Combobox.Footer className="model-foot">
        <a className="link" href={hrefTo("settings", ["connections"], { add: "" })}>
          {modelStrings.addConnection}
        </a>
        <a className="link" href={hrefTo("settings", ["connections"])}>
          {modelStrings.connections}
        </a>
      </Combobox.Footer>
    </>
  );
}

function Recent({ chosen }: Pick<ModelOptionsProps, "chosen">) {
  const recent = useQuery(measuredModelsQuery).data ?? [];
  if (recent.length === 0) return null;
  return (
    <Combobox.Group label={modelStrings.recent}>
      {recent.slice(0, MOST_RECENT).map((model) => (
        <Combobox.Option key={model} value={model} active={model === chosen} className="model-option">
          <Tick isChosen={model === chosen} />
          <ModelName model={model} />
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}

type RoutesProps = Pick<ModelOptionsProps, "chosen"> & { readonly routes: readonly NamedRoute[] };

function isFound({ name }: NamedRoute, search: string): boolean {
  return `${ROUTE}/${name}`.includes(search.toLowerCase());
}

/** Names under which one of several models answers, with which. */
function Routes({ routes, chosen }: RoutesProps) {
  if (routes.length === 0) return null;
  return (
    <Combobox.Group label={modelStrings.routes}>
      {routes.map(({ name, order, models }) => (
        <Combobox.Option
          key={name}
          value={`${ROUTE}/${name}`}
          active={`${ROUTE}/${name}` === chosen}
          className="model-option"
        >
          <Tick isChosen={`${ROUTE}/${name}` === chosen} />
          <span className="mono model-route">{name}</span>
          <span className="faint truncate">{modelStrings.orders[order](models.join(", "))}</span>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}

type GroupProps = { readonly group: ModelGroup; readonly chosen: string | null };

function Group({ group, chosen }: GroupProps) {
  const { connection, label, isStandIn, notice, said, models, hidden } = group;
  const named = isStandIn ? "" : label;
  const note = said ?? (notice === null ? null : modelStrings.notices[notice]);
  const head = (
    <span className="model-group">
      <span className="mono">{connection}</span>
      {isStandIn ? <Tag meaning="simulated">{uiStrings.simulated}</Tag> : null}
      {named === connection || named === "" ? null : <span className="faint truncate">{named}</span>}
      {models.some(({ price }) => price !== null) ? (
        <span className="faint model-price">{modelStrings.priceHead}</span>
      ) : null}
    </span>
  );
  return (
    <Combobox.Group label={head}>
      {/* In the group: one that has nothing but a label is not shown. */}
      {note === null ? null : (
        <div className="model-note">
          <ShownText text={note} />
        </div>
      )}
      {models.map((offered) => (
        <Combobox.Option
          key={offered.model}
          value={offered.model}
          active={offered.model === chosen}
          className="model-option"
        >
          <Tick isChosen={offered.model === chosen} />
          <Offered offered={offered} />
        </Combobox.Option>
      ))}
      {hidden === 0 ? null : <div className="model-note">{modelStrings.more(formatCount(hidden))}</div>}
      {notice === "untrusted" || notice === "wrong" || notice === "keyless" || notice === "refused" ? (
        <Combobox.Option value={toOpen(connection)} className="model-option model-open">
          {modelStrings.open(connection)}
        </Combobox.Option>
      ) : null}
    </Combobox.Group>
  );
}

/** The one that is chosen has more than a ground of its own. */
function Tick({ isChosen }: { readonly isChosen: boolean }) {
  return isChosen ? <IconCheck className="model-tick" size={12} stroke={2} aria-hidden="true" /> : null;
}

function Offered({ offered: { name, price } }: { readonly offered: OfferedModel }) {
  return (
    <>
      <span className="mono truncate" title={showHiddenSigns(name)}>
        <ShownText text={name} />
      </span>
      {price === null ? null : <span className="number faint model-price">{formatPrice(price)}</span>}
    </>
  );
}

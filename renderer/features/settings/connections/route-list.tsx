import { Button } from "@mantine/core";
import { useState } from "react";
import { ROUTE } from "#core/domain/route.ts";
import { routesQuery, type NamedRoute } from "#renderer/models/model-queries.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { modelStrings } from "#renderer/strings/models.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusIfLost } from "#renderer/ui/focus-on-mount.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import { RouteForm } from "./route-form.tsx";
import { useConnections } from "./use-connections.ts";

/** The routes that workspace.yaml names: each can be changed and taken out, and one more added. */
export function RouteList() {
  const routes = useQuery(routesQuery).data ?? [];
  const names = routes.map(({ name }) => name);
  /** The one that is being changed; empty for a new one, null for none. */
  const [edited, setEdited] = useState<string | null>(null);
  const [hasEdited, setHasEdited] = useState<string | null>(null);
  const edit = (name: string): void => {
    setEdited(name);
    setHasEdited(name);
  };
  const leave = (): void => setEdited(null);
  useCommands("routes", [
    {
      id: "route-add",
      title: connectionStrings.addRoute,
      group: connectionStrings.title,
      run: () => edit(""),
    },
  ]);
  return (
    <section aria-label={connectionStrings.routes}>
      <h3 className="connections-title">{connectionStrings.routes}</h3>
      <p className="connections-note">{connectionStrings.routesNote}</p>
      {routes.length === 0 ? null : (
        <dl className="connection-facts">
          {routes.map((route) => (
            <RouteRow
              key={route.name}
              route={route}
              isEdited={edited === route.name}
              isBack={hasEdited === route.name}
              onEdit={() => edit(route.name)}
              onLeave={leave}
            />
          ))}
        </dl>
      )}
      {edited === "" ? (
        <RouteForm route={null} taken={names} onLeave={leave} />
      ) : (
        <Button ref={hasEdited === "" ? focusIfLost : null} onClick={() => edit("")}>
          {connectionStrings.addRoute}
        </Button>
      )}
    </section>
  );
}

type RouteRowProps = {
  readonly route: NamedRoute;
  readonly isEdited: boolean;
  /** Whether somebody comes back to it from its form. */
  readonly isBack: boolean;
  readonly onEdit: () => void;
  readonly onLeave: () => void;
};

function RouteRow({ route, isEdited, isBack, onEdit, onLeave }: RouteRowProps) {
  const { name, order, models } = route;
  const [isRemoving, setIsRemoving] = useState(false);
  const { change } = useConnections();
  const remove = async (): Promise<void> => {
    setIsRemoving(false);
    const problem = await change(async (client) => await client.connections.saveRoute({ name, route: null }));
    if (problem === null) toastDone(connectionStrings.removed(`${ROUTE}/${name}`));
    else toastProblem(problem);
  };
  return (
    <div className="connection-fact">
      <dt className="mono">
        {ROUTE}/{name}
      </dt>
      <dd>
        {isEdited ? (
          <RouteForm route={route} taken={[]} onLeave={onLeave} />
        ) : (
          <div className="route-row">
            <span className="mono">{modelStrings.orders[order](models.join(", "))}</span>
            <Button
              ref={isBack ? focusIfLost : null}
              aria-label={connectionStrings.editTitle(`${ROUTE}/${name}`)}
              onClick={onEdit}
            >
              {connectionStrings.edit}
            </Button>
            <Button
              aria-label={connectionStrings.removeOf(`${ROUTE}/${name}`)}
              onClick={() => setIsRemoving(true)}
            >
              {connectionStrings.remove}
            </Button>
          </div>
        )}
        <AskDialog
          title={connectionStrings.removeTitle(`${ROUTE}/${name}`)}
          text={connectionStrings.removeRouteText}
          no={uiStrings.cancel}
          yes={connectionStrings.remove}
          isOpen={isRemoving}
          onClose={() => setIsRemoving(false)}
          onYes={() => void remove()}
        />
      </dd>
    </div>
  );
}

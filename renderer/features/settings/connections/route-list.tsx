import { ROUTE } from "#core/domain/route.ts";
import { routesQuery } from "#renderer/models/model-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { modelStrings } from "#renderer/strings/models.ts";

/** The routes that workspace.yaml names; nothing where it names none. */
export function RouteList() {
  const routes = useQuery(routesQuery).data ?? [];
  if (routes.length === 0) return null;
  return (
    <section aria-label={connectionStrings.routes}>
      <h3 className="connections-title">{connectionStrings.routes}</h3>
      <p className="connections-note">{connectionStrings.routesNote}</p>
      <dl className="connection-facts">
        {routes.map(({ name, order, models }) => (
          <div key={name} className="connection-fact">
            <dt className="mono">
              {ROUTE}/{name}
            </dt>
            <dd className="mono">{modelStrings.orders[order](models.join(", "))}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

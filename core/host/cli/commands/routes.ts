import { Option, type Command } from "commander";
import { ROUTE, ROUTE_ORDERS, type Route, type RouteOrder } from "#core/domain/route.ts";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable } from "#core/host/cli/format/format.ts";

type NamedRoute = Route & { readonly name: string };

export function addRouteCommands(program: Command): void {
  const route = program
    .command("route")
    .description("names under which one of several models answers each call: --model route/NAME");
  route
    .command("list")
    .description("list the routes of workspace.yaml")
    .action(async (_options: unknown, command: Command) => {
      await callWorkspace(command, (client) => client.connections.routes(), formatRoutes);
    });
  route
    .command("add")
    .description("name a route in workspace.yaml, or say anew what one is")
    .argument("<name>")
    .argument("<models...>", "the models that may answer, each as NAME/MODEL")
    .addOption(
      new Option("--order <order>", "which is asked first: as listed, or the cheapest for each call")
        .choices(ROUTE_ORDERS)
        .default("listed"),
    )
    .action(async (...[name, models, { order }, command]: [string, string[], Ordered, Command]) => {
      await callWorkspace(
        command,
        (client) => client.connections.saveRoute({ name, route: { order, models } }),
        formatRoutes,
      );
    });
  route
    .command("remove")
    .description("take a route out of workspace.yaml")
    .argument("<name>")
    .action(async (name: string, _options: unknown, command: Command) => {
      await callWorkspace(
        command,
        (client) => client.connections.saveRoute({ name, route: null }),
        formatRoutes,
      );
    });
}

type Ordered = { readonly order: RouteOrder };

function formatRoutes(routes: readonly NamedRoute[]): string {
  if (routes.length === 0) return "There are no routes.";
  return formatTable(
    ["name", "order", "models"],
    routes.map(({ name, order, models }) => [`${ROUTE}/${name}`, order, models.join(", ")]),
  );
}

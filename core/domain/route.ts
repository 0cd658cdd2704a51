import { z } from "zod";
import { modelNameSchema } from "./connection.ts";

/** The first half of a route's name, where a model is named: `route/NAME`. */
export const ROUTE = "route";

/**
 * In which order the models of a route are asked: as they are listed, or for each call by what it would cost at most,
 * those first whose price is known.
 */
export const ROUTE_ORDERS = ["listed", "cheapest"] as const;
export type RouteOrder = (typeof ROUTE_ORDERS)[number];

/** Models of which one answers each call, as a workspace names them under `routes`. */
export const routeSchema = z.strictObject({
  order: z.enum(ROUTE_ORDERS),
  models: z.array(modelNameSchema).min(2).max(10),
});
export type Route = z.infer<typeof routeSchema>;

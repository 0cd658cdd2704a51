import { z } from "zod";
import { routeSchema } from "#core/domain/route.ts";
import { problemsOfAnswering } from "./answering-models.ts";

/** `routes:` of a workspace: models of which one answers, by the name that stands for them in route/NAME. */
export const routesSchema = z
  .record(z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/), routeSchema)
  .superRefine((routes, issues) => {
    for (const [name, { models }] of Object.entries(routes)) {
      for (const message of problemsOfAnswering(models))
        issues.addIssue({ code: "custom", path: [name, "models"], message });
    }
  });

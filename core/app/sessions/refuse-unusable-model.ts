import type { Session } from "#core/domain/session.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { modelOf } from "#core/app/models/agent-model.ts";
import type { AppContext } from "#core/app/context.ts";
import { openModels } from "#core/app/models/open-models.ts";
import { refuseUnusable } from "./refuse-unready.ts";

/** Before anything is made of it: a session that cannot make its first call leaves nothing behind [B14]. */
export async function refuseUnusableModel(
  { store, secrets, config: settings }: Pick<AppContext, "store" | "secrets" | "config">,
  { branch, config }: Pick<Session, "branch" | "config">,
): Promise<void> {
  const model = config.model ?? modelOf(viewAtCommit(store, store.refs.headOf(branch)), config.agent);
  const { models } = openModels(model, secrets, settings);
  for (const each of models) await refuseUnusable(each.provider, each.model);
}

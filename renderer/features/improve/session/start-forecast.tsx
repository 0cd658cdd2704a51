import type { SettingsDocument } from "#core/contract/settings.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import { countSearchRuns } from "#core/domain/optimizers/table.ts";
import { warnOfFewItems } from "#core/domain/statistics/what-items-show.ts";
import type { Session, SessionRow } from "#renderer/features/improve/common/improve-queries.ts";
import { agentModelQuery } from "#renderer/navigation/top-bar-queries.ts";
import { useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import type { Datasets } from "#renderer/store/shared-queries.ts";
import { startStrings } from "#renderer/strings/improve.ts";
import type { ListedModel, ModelPrice } from "#renderer/models/model-groups.ts";
import { modelsQuery } from "#renderer/models/model-queries.ts";
import { ModelName } from "#renderer/models/model-name.tsx";
import { splitModel } from "#renderer/models/split-model.ts";
import { forecastCalls, type CallForecast } from "./forecast.ts";
import { readSettings, settingsInForce } from "./optimizer-draft.ts";
import type { StartDraft } from "./start-draft.ts";

type StartForecastProps = {
  readonly draft: StartDraft;
  readonly dataset: Datasets[number];
  readonly sessions: readonly SessionRow[];
  readonly settings: SettingsDocument;
};

/** Sessions whose pace is looked at. */
const RECENT = 5;

/** What the session will take, and what to know before it starts. */
export function StartForecast({ draft, dataset, sessions, settings }: StartForecastProps) {
  const own = useQuery(agentModelQuery(draft.agent, draft.branch)).data ?? null;
  const model = draft.model ?? own;
  const isSimulated = model !== null && isStandIn(splitModel(model)?.provider ?? "");
  const alike = sessions
    .filter((session) => session.agent === `agent/${draft.agent}` && session.dataset === draft.dataset)
    .slice(0, RECENT)
    .map(({ session }) => session);
  const past = useQuery(pastQuery(alike)).data ?? [];
  const validationItems = dataset.splits.validation;
  const fewItems = warnOfFewItems(validationItems);
  const forecast = forecastCalls(
    {
      iterations: draft.iterations,
      searchRuns: countSearchRuns(
        { ...settingsInForce(settings, draft.optimizer), ...readSettings(draft.optimizerSettings) },
        { train: dataset.splits.train },
      ),
      validationItems,
      maxCalls: typeof draft.caps.maxCalls === "number" ? draft.caps.maxCalls : null,
      isSimulated,
      model,
      price: usePrice(model),
    },
    past,
  );
  return (
    <div className="start-forecast">
      <div className="start-forecast-line">
        <strong className="number">{startStrings.forecast(forecast.calls)}</strong>
        <span>{costWords(forecast, isSimulated)}</span>
        {model === null ? null : <ModelName model={model} />}
      </div>
      <div className="soft">
        {forecast.basis === null ? startStrings.forecastGuess : startStrings.forecastBasis(forecast.basis)}
      </div>
      {forecast.isTooFew ? <div className="start-warning">{startStrings.tooFew}</div> : null}
      {dataset.splits.train === 0 ? <div className="start-warning">{startStrings.noTrain}</div> : null}
      {fewItems === null ? null : <div className="start-warning">{fewItems}</div>}
    </div>
  );
}

function pastQuery(sessions: readonly string[]): Query<readonly Session[]> {
  return {
    key: `start.past ${sessions.join(",")}`,
    topics: ["sessions"],
    read: async (client) =>
      await Promise.all(sessions.map(async (session) => await client.sessions.show({ session }))),
  };
}

/** What its connection said of it when it was chosen: nobody is asked for a forecast. */
function usePrice(model: string | null): ModelPrice | null {
  const chosen = splitModel(model ?? "");
  const { key } = modelsQuery(chosen?.provider ?? "");
  const listed = useAppState(({ snapshots }) => snapshots[key]?.data);
  // This key's answer is what this query reads.
  const models = (listed ?? []) as readonly ListedModel[];
  return models.find(({ name }) => name === chosen?.name)?.price ?? null;
}

function costWords({ usd }: CallForecast, isSimulated: boolean): string {
  if (usd === null) return startStrings.costUnknown;
  if (usd > 0) return startStrings.costAbout(usd.toFixed(2));
  return isSimulated ? startStrings.costZero : startStrings.costFree;
}

import { useQuery } from "#renderer/store/app-context.ts";
import { measureStrings } from "#renderer/strings/measure.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { formatCount, formatPlural, formatUsd } from "#renderer/text/format.ts";
import { ModelName } from "#renderer/models/model-name.tsx";
import { forecastQuery, type Forecast, type MeasureChoice } from "./measure-queries.ts";
import { ProblemText } from "./problem-text.tsx";

/** What the choice would take, told before anything is paid. */
export function MeasureForecast({ choice }: { readonly choice: MeasureChoice }) {
  const { data, problem } = useQuery(forecastQuery(choice));
  return (
    <div className="measure-forecast" aria-live="polite">
      {problem === undefined ? null : <ProblemText problem={problem} />}
      {data === undefined ? (
        problem === undefined ? (
          <p className="faint">{uiStrings.loading}</p>
        ) : null
      ) : (
        <>
          <p>{tellRuns(data)}</p>
          <p className="soft">
            <ModelName model={data.model} /> {tellCost(data)}
          </p>
        </>
      )}
    </div>
  );
}

function tellRuns({ items, onRecord, toRun }: Forecast): string {
  const all = formatPlural(items, measureStrings.item);
  if (onRecord === null) return measureStrings.sealed(all);
  if (toRun === 0) return measureStrings.allOnRecord(all);
  if (onRecord === 0) return measureStrings.allToRun(all);
  return measureStrings.onRecord(formatCount(onRecord), all, formatCount(toRun));
}

function tellCost({ toRun, isSimulated, usd, perRun }: Forecast): string {
  if (isSimulated) return measureStrings.costNothing;
  if (toRun === 0) return "";
  if (usd === null || perRun === null) return measureStrings.costUnknown;
  return measureStrings.costAbout(
    formatUsd({ usd, usdKnown: true }),
    formatPlural(perRun.runs, measureStrings.run),
  );
}

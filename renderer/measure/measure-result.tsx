import { Button } from "@mantine/core";
import { hrefTo } from "#renderer/navigation/route.ts";
import { measureStrings } from "#renderer/strings/measure.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { formatCount, formatEstimate, formatPlural, formatUsd } from "#renderer/text/format.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import type { Evaluated, MeasureChoice } from "./measure-queries.ts";

type MeasureResultProps = {
  readonly choice: MeasureChoice;
  readonly result: Evaluated;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** What came of it: the figure with its interval, what went wrong, what it cost, and where it stands from now on. */
export function MeasureResult({ choice, result, onAgain, onClose }: MeasureResultProps) {
  const { n, correct, errors, errorReasons, cached, accuracy, interval, spend } = result;
  return (
    <>
      <div className="measure-figure number">{formatEstimate(accuracy, interval, n)}</div>
      <ul className="measure-facts">
        <li>{measureStrings.right(formatCount(correct), formatCount(n))}</li>
        {errors === 0 ? null : (
          <li>
            {measureStrings.errors(formatPlural(errors, measureStrings.error))}
            {errorReasons[0] === undefined ? null : (
              <>
                : <ShownText text={errorReasons[0].reason} />
              </>
            )}
          </li>
        )}
        {cached === 0 ? null : <li>{measureStrings.cached(formatCount(cached))}</li>}
        <li>{formatUsd(spend)}</li>
      </ul>
      <p>
        <a className="link" href={hrefTo("data", [choice.dataset], { tab: "evaluations" })} onClick={onClose}>
          {measureStrings.seeAll}
        </a>
      </p>
      <div className="dialog-buttons">
        <Button onClick={onAgain}>{measureStrings.again}</Button>
        <Button variant="filled" onClick={onClose}>
          {uiStrings.close}
        </Button>
      </div>
    </>
  );
}

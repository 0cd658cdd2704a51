import { dataStrings } from "#renderer/strings/data.ts";
import { SMALL_VALIDATION_SET } from "#core/domain/dataset.ts";
import { advisedItems, isOneWayAlone, smallestShownPoints } from "#core/domain/statistics/what-items-show.ts";
import { Sign } from "#renderer/ui/sign.tsx";

/** What can be shown with so many validation items; said where there are few of them, before anybody is disappointed. */
export function SizeNote({ validation }: { readonly validation: number }) {
  if (validation >= SMALL_VALIDATION_SET) return null;
  const points = smallestShownPoints(validation);
  return (
    <div className="size-note" role="note">
      <Sign name="undecided" />
      <p>
        <strong>{dataStrings.sizeTitle(validation)}.</strong> {tellShown(points)}{" "}
        {dataStrings.sizeAdvice(advisedItems())}
      </p>
    </div>
  );
}

function tellShown(points: number | null): string {
  if (points === null) return dataStrings.sizeNothing;
  const shown = points.toFixed(0);
  return isOneWayAlone(points) ? dataStrings.sizeShowsOneWay(shown) : dataStrings.sizeShows(shown);
}

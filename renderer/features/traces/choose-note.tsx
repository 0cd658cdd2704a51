import { Button } from "@mantine/core";
import { hrefTo } from "#renderer/navigation/route.ts";
import { comparisonStrings } from "#renderer/strings/comparison.ts";
import { shortId } from "#renderer/text/format.ts";

/**
 * Two traces to compare are chosen in the list, one after the other: the address holds the first one, and "" before it is
 * chosen. Until then a row leads on instead of into its trace.
 */
export function hrefToRow(trace: string, first: string | undefined): string {
  if (first === undefined) return hrefTo("traces", [trace]);
  return first === "" ? hrefTo("traces", [], { compare: trace }) : hrefTo("traces", [first], { with: trace });
}

/** Which of the two is to be chosen. */
export function ChooseNote({ first }: { readonly first: string }) {
  return (
    <div className="traces-newer" role="status">
      {first === "" ? comparisonStrings.chooseFirst : comparisonStrings.chooseSecond(shortId(first))}
      <Button component="a" href={hrefTo("traces", first === "" ? [] : [first])}>
        {comparisonStrings.cancel}
      </Button>
    </div>
  );
}

import { hrefTo } from "#renderer/navigation/route.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";

/** To the review desk. */
export function ProposalLink({ id }: { readonly id: string }) {
  return (
    <a className="link" href={hrefTo("improve", ["proposal", id])}>
      {lineageStrings.proposal(id)}
    </a>
  );
}

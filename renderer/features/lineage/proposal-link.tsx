import { hrefTo } from "#renderer/app/route.ts";
import { VIEWS } from "#renderer/app/views.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";

/** To the review desk; plain words in a window that has none. */
export function ProposalLink({ id }: { readonly id: string }) {
  const text = lineageStrings.proposal(id);
  if (!VIEWS.some((view) => view.id === "improve")) return <span>{text}</span>;
  return (
    <a className="link" href={hrefTo("improve", ["proposal", id])}>
      {text}
    </a>
  );
}

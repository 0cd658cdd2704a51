import { Button } from "@mantine/core";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { offerQuery } from "#renderer/store/shared-queries.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { SHOW_OFFER } from "./offer-dialog.tsx";
import { isOffered, useAnswerOffer, type Offered } from "./use-answer-offer.ts";
import "./offer.css";

const words = homeStrings.offer;

/** What this version of the program brings, until somebody takes it or leaves it. */
export function OfferNote() {
  const waiting = (useQuery(offerQuery).data ?? []).filter(({ isLeft }) => !isLeft);
  const branch = useShownBranch();
  return waiting.length === 0 || branch === null ? null : <Note waiting={waiting} branch={branch} />;
}

type NoteProps = { readonly waiting: readonly Offered[]; readonly branch: string };

function Note({ waiting, branch }: NoteProps) {
  const { leave, isBusy } = useAnswerOffer(branch);
  const canTake = waiting.some(isOffered);
  return (
    <div className="offer-note" role="note">
      <p>{canTake ? words.brings(nameAll(waiting.filter(isOffered))) : words.leftAlone(nameAll(waiting))}</p>
      <div className="offer-note-buttons">
        <Button onClick={() => navigate(hrefTo("home", [], { [SHOW_OFFER]: "" }))}>{words.look}</Button>
        <Button loading={isBusy} onClick={() => void leave()}>
          {canTake ? words.leave : words.seen}
        </Button>
      </div>
    </div>
  );
}

function nameAll(offer: readonly Offered[]): string {
  return words.list(offer.map(({ resource }) => resource));
}

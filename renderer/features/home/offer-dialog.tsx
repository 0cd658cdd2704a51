import { Button, Modal } from "@mantine/core";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { offerQuery, type Offer } from "#renderer/store/shared-queries.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { isOffered, useAnswerOffer, type Offered } from "./use-answer-offer.ts";
import "./offer.css";

const words = homeStrings.offer;

/** `#/home?offer=`: where this dialog is open. */
export const SHOW_OFFER = "offer";

/** What this version of the program brings, as what it would change; taken as one commit, or left. */
export function OfferDialog() {
  const { queries } = useApp();
  const isOpen = useRoute().query[SHOW_OFFER] !== undefined;
  const offer = useQuery(offerQuery);
  const branch = useShownBranch();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={words.title}
      size={860}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <Ready of={offer} onRetry={() => queries.retry(offerQuery.key)}>
        {(data) =>
          data.length === 0 || branch === null ? (
            <p className="soft">{words.nothing}</p>
          ) : (
            <OfferBody offer={data} branch={branch} />
          )
        }
      </Ready>
    </Modal>
  );
}

function close(): void {
  navigate(hrefTo("home"), { replace: true });
}

type OfferBodyProps = { readonly offer: Offer; readonly branch: string };

function OfferBody({ offer, branch }: OfferBodyProps) {
  const { take, leave, isBusy } = useAnswerOffer(branch);
  const canTake = offer.some(isOffered);
  const canLeave = offer.some(({ isLeft }) => !isLeft);
  const run = async (answer: Promise<boolean>): Promise<void> => {
    if (await answer) close();
  };
  return (
    <>
      <p className="dialog-text">{words.text}</p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keys. */}
      <div className="offer-list" role="region" aria-label={words.changes} tabIndex={0}>
        {offer.map((offered) => (
          <OfferedSection key={offered.resource} offered={offered} />
        ))}
      </div>
      <div className="dialog-buttons">
        <Button onClick={close}>{uiStrings.cancel}</Button>
        {canLeave ? (
          <Button disabled={isBusy} onClick={() => void run(leave())}>
            {canTake ? words.leave : words.seen}
          </Button>
        ) : null}
        {canTake ? (
          <Button variant="filled" loading={isBusy} onClick={() => void run(take(offer))}>
            {words.take}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function OfferedSection({ offered }: { readonly offered: Offered }) {
  const { resource, standing, isLeft, description, changes } = offered;
  return (
    <section className="offer-resource" aria-label={resource}>
      <h3 className="offer-head">
        <span className="mono">{resource}</span>
        <Mark meaning={isOffered(offered) ? "waiting" : "neutral"}>{words.standings[standing]}</Mark>
        {isLeft ? <span className="faint">{words.wasLeft}</span> : null}
      </h3>
      <p className="offer-description soft" dir="auto">
        <ShownText text={description} />
      </p>
      {changes
        .filter(({ path }) => path !== "/description")
        .map(({ path, before, after }) => (
          <div key={path}>
            <div className="offer-path mono">{path}</div>
            <DiffView before={before} after={after} />
          </div>
        ))}
    </section>
  );
}

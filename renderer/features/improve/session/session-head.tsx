import { ActionIcon, Button, Tooltip } from "@mantine/core";
import {
  IconBulb,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useResourceHref } from "#renderer/navigation/use-resource-href.ts";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import { hrefToProposal, hrefToSession } from "#renderer/features/improve/common/improve-route.ts";
import { BranchTag } from "#renderer/navigation/branch-tag.tsx";
import { useQuery } from "#renderer/store/app-context.ts";
import { useHasBranches } from "#renderer/store/use-branches.ts";
import { sessionsQuery } from "#renderer/store/shared-queries.ts";
import { hrefToConnection } from "#renderer/models/href-to-connection.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import { modelStrings } from "#renderer/strings/models.ts";
import { ModelName } from "#renderer/models/model-name.tsx";
import { improveStrings, sessionStrings } from "#renderer/strings/improve.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { SessionDialogs } from "./session-dialogs.tsx";
import { findWayOn, mayResume, saysNoMore, tellState } from "#renderer/features/improve/common/tell-state.ts";
import type { SessionActions } from "./use-session-actions.ts";

type SessionHeadProps = {
  readonly session: Session;
  /** What it waits for. */
  readonly waitsFor: string | null;
  readonly actions: SessionActions;
};

/** Which session this is, how it stands, and what can be done to it. */
export function SessionHead({ session, waitsFor, actions }: SessionHeadProps) {
  const { meaning, text } = tellState(session);
  const detail = detailOf(session);
  const hrefToResource = useResourceHref(session.branch);
  return (
    <header className="session-head">
      <h2 className="session-title">{improveStrings.session(session.session)}</h2>
      <div className="session-facts">
        <a className="link mono" href={hrefToResource(session.agent)}>
          {session.agent}
        </a>
        <span>{session.dataset}</span>
        <span>{session.optimizer}</span>
        <span>{sessionStrings.seed(session.seed)}</span>
        {session.workers === null ? null : <span>{sessionStrings.threads(session.workers)}</span>}
        <span>{sessionStrings.approves[session.approve]}</span>
        <BranchTag branch={session.branch} />
        <ModelName model={session.model} />
      </div>
      <div className="session-state">
        <Mark meaning={meaning}>{text}</Mark>
        {detail === "" || detail.length > SHORT_CHARS ? null : (
          <span className="soft truncate" title={detail}>
            {detail}
          </span>
        )}
      </div>
      <SessionButtons session={session} waitsFor={waitsFor} actions={actions} />
      <SessionDialogs session={session} actions={actions} />
    </header>
  );
}

/** Longer than this the reason of an end has a line of its own. */
const SHORT_CHARS = 24;

/** Why it ended, where that takes more than a few words: what happened and what to do have to be read in full. */
export function SessionReason({ session }: { readonly session: Session }) {
  const detail = detailOf(session);
  if (detail.length <= SHORT_CHARS) return null;
  const connection = splitModel(session.model)?.provider ?? "";
  // What an error ended is put right where its model is reached: the stand-in is reached nowhere.
  const isModels = session.stopped?.by === "error" && !session.isSimulated && connection !== "";
  return (
    <p
      className="session-reason"
      data-is-error={session.stopped?.by === "error" || session.unreadable !== undefined}
    >
      {detail}
      {isModels ? (
        <>
          {" "}
          <a className="link" href={hrefToConnection(connection)}>
            {modelStrings.open(connection)}
          </a>
        </>
      ) : null}
    </p>
  );
}

/** Other sessions of its branch that may go on, each with its way on: never beside it without a word [S21]. */
export function SessionsBeside({ session: { beside, branch } }: { readonly session: Session }) {
  const hasBranches = useHasBranches();
  if (beside.length === 0) return null;
  return (
    <p className="session-reason">
      {hasBranches ? `${sessionStrings.besideOn(branch)} ` : null}
      {beside.map(({ session, state }) => (
        <span key={session}>
          <a className="link" href={hrefToSession(session)}>
            {improveStrings.session(session)}
          </a>{" "}
          {sessionStrings.beside[state]}{" "}
        </span>
      ))}
      {sessionStrings.besideWhy}
    </p>
  );
}

/** What the word for its state does not say already. */
function detailOf({ state, stopped, unreadable, wayOn }: Session): string {
  if (unreadable !== undefined) return `${unreadable.message} ${unreadable.hint}`;
  if (state === "interrupted") return sessionStrings.interruptedText;
  if (state === "running" || stopped === null || stopped.by === "iterations" || state === "waiting")
    return "";
  if (stopped.by === "cap") return `${stopped.detail} ${wayOn ?? ""}`;
  return saysNoMore(tellState({ state, stopped }).text, stopped.detail) ? "" : stopped.detail;
}

function SessionButtons({ session, waitsFor, actions }: SessionHeadProps) {
  const isRunning = session.state === "running";
  const mayGoOn = mayResume(session);
  const isCapped = findWayOn(session, waitsFor) === "raise-caps";
  const others = useQuery(sessionsQuery).data ?? [];
  const busy = others.find(
    ({ state, session: id, branch }) =>
      state === "running" && id !== session.session && branch === session.branch,
  );
  if (!isRunning && !mayGoOn) return null;
  return (
    <div className="session-buttons">
      <Icon label={sessionStrings.hint} onClick={() => actions.open("hint")}>
        <IconBulb size={16} stroke={1.6} />
      </Icon>
      {isRunning ? (
        <Icon label={sessionStrings.pause} isBusy={actions.isBusy} onClick={actions.pause}>
          <IconPlayerPause size={16} stroke={1.6} />
        </Icon>
      ) : waitsFor !== null || isCapped ? null : (
        <Icon
          label={sessionStrings.step}
          isBusy={actions.isBusy || busy !== undefined}
          onClick={actions.step}
        >
          <IconPlayerSkipForward size={16} stroke={1.6} />
        </Icon>
      )}
      <Icon label={sessionStrings.stop} isBusy={actions.isBusy} onClick={() => actions.open("stop")}>
        <IconPlayerStop size={16} stroke={1.6} />
      </Icon>
      {isRunning ? null : waitsFor !== null ? (
        <Button component="a" variant="filled" href={hrefToProposal(waitsFor)}>
          {sessionStrings.reviewProposal(waitsFor)}
        </Button>
      ) : (
        <Button
          variant="filled"
          leftSection={<IconPlayerPlay size={14} />}
          disabled={actions.isBusy || busy !== undefined}
          title={busy === undefined ? undefined : sessionStrings.otherRuns(busy.session, busy.branch)}
          onClick={() => (isCapped ? actions.open("caps") : actions.resume())}
        >
          {isCapped ? sessionStrings.resumeMore : sessionStrings.resume}
        </Button>
      )}
    </div>
  );
}

type IconProps = {
  readonly label: string;
  readonly isBusy?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

function Icon({ label, isBusy = false, onClick, children }: IconProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} disabled={isBusy} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

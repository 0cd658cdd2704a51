import { Button, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { MOST_WORKERS } from "#core/domain/pace.ts";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { PriceDialog } from "#renderer/models/unknown-price.tsx";
import { findPaceFault, readNumber } from "#renderer/features/improve/common/pace-draft.ts";
import { WorkersField } from "#renderer/features/improve/common/pace-fields.tsx";
import { CapFields } from "#renderer/features/improve/common/cap-fields.tsx";
import {
  capsUsedBy,
  hasSpentCap,
  toCapChanges,
  toDraft,
} from "#renderer/features/improve/common/caps-draft.ts";
import type { SessionActions } from "./use-session-actions.ts";

type SessionDialogsProps = { readonly session: Session; readonly actions: SessionActions };

const TITLES = {
  hint: sessionStrings.hintTitle,
  stop: sessionStrings.stopTitle,
  caps: sessionStrings.resumeTitle,
} as const;

/** The few questions that a session's buttons ask. */
export function SessionDialogs({ session, actions }: SessionDialogsProps) {
  const { dialog, close } = actions;
  const { problem, allow, leave } = actions.price;
  if (problem !== null) return <PriceDialog problem={problem} onClose={leave} onAllowed={allow} />;
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={dialog === null ? "" : TITLES[dialog]}
      size={460}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {dialog === "hint" ? <HintForm actions={actions} /> : null}
      {dialog === "stop" ? <StopForm actions={actions} /> : null}
      {dialog === "caps" ? <CapsForm session={session} actions={actions} /> : null}
    </Modal>
  );
}

type FormProps = { readonly actions: SessionActions };

function HintForm({ actions }: FormProps) {
  const [text, setText] = useState("");
  const send = async (): Promise<void> => {
    if (await actions.hint(text.trim())) actions.close();
  };
  return (
    <>
      <p className="dialog-text">{sessionStrings.hintText}</p>
      <Textarea
        label={sessionStrings.hintLabel}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={3}
        maxRows={8}
        data-autofocus
      />
      <div className="dialog-buttons">
        <Button onClick={actions.close}>{uiStrings.cancel}</Button>
        <Button variant="filled" disabled={text.trim() === ""} onClick={() => void send()}>
          {sessionStrings.hintSend}
        </Button>
      </div>
    </>
  );
}

function StopForm({ actions }: FormProps) {
  return (
    <>
      <p className="dialog-text">{sessionStrings.stopText}</p>
      <div className="dialog-buttons">
        <Button onClick={actions.close} data-autofocus>
          {uiStrings.cancel}
        </Button>
        <Button
          variant="filled"
          onClick={() => {
            actions.stop();
            actions.close();
          }}
        >
          {sessionStrings.stop}
        </Button>
      </div>
    </>
  );
}

function CapsForm({ session, actions }: SessionDialogsProps) {
  const [draft, setDraft] = useState(() => toDraft(session.caps));
  const [threads, setThreads] = useState("");
  const workers = readNumber(threads);
  const isCapped = session.stopped?.by === "cap";
  const used = capsUsedBy(session);
  const fault = findPaceFault(threads, MOST_WORKERS);
  return (
    <>
      <p className="dialog-text">{isCapped ? sessionStrings.resumeText : sessionStrings.resumeOtherText}</p>
      <CapFields draft={draft} onChange={setDraft} used={used} />
      <div className="pace-fields">
        <WorkersField value={threads} usual={sessionStrings.workersAsBefore} onChange={setThreads} />
      </div>
      <div className="dialog-buttons">
        <Button onClick={actions.close}>{uiStrings.cancel}</Button>
        <Button
          variant="filled"
          loading={actions.isBusy}
          disabled={fault !== null || hasSpentCap(draft, used)}
          onClick={() =>
            actions.resume({ caps: toCapChanges(draft), ...(workers === undefined ? {} : { workers }) })
          }
        >
          {sessionStrings.resume}
        </Button>
      </div>
    </>
  );
}

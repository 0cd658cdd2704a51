import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { describeChip, REASON_CHIPS, type ReasonChip } from "#core/domain/proposal.ts";
import { Keys } from "#renderer/navigation/keys.tsx";
import { maybeSessionQuery } from "#renderer/features/improve/common/improve-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { confirmComposer, isComplete } from "./confirm-composer.ts";
import { tellOverride } from "#renderer/features/improve/verdict/override-words.ts";
import type { Decisions } from "./use-decisions.ts";
import type { Composer, ComposerMode, Desk } from "#renderer/features/improve/review/choice/use-desk.ts";

type ReasonComposerProps = {
  readonly desk: Desk;
  readonly decisions: Decisions;
  readonly composer: Composer;
};

/** Who reads a reason: a stand-in knows chips and what was refused, but no free words. */
type Reader = "model" | "stand-in" | "nobody";

type Words = {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly confirm: string;
};

/** What has to be said before a decision: the reason, or what a new proposal does. */
export function ReasonComposer({ desk, decisions, composer }: ReasonComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { mode } = composer;
  const session = useQuery(maybeSessionQuery(desk.proposal.session)).data ?? null;
  const reader = session === null ? "nobody" : session.isSimulated ? "stand-in" : "model";
  const words = wordsOf(desk, reader)[mode];
  useEffect(() => field.current?.focus(), [mode]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    desk.closeComposer();
  };
  return (
    <section className="composer" data-pane="review-composer" aria-label={words.title} onKeyDown={onKeyDown}>
      <div className="composer-words">
        <h3 className="composer-title">{words.title}</h3>
        <p className="soft">{words.text}</p>
      </div>
      {mode === "reject" || mode === "send-back" ? <Chips desk={desk} composer={composer} /> : null}
      <Textarea
        ref={field}
        label={words.label}
        value={composer.text}
        onChange={(event) => desk.write({ text: event.currentTarget.value })}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={mode === "derive" || mode === "save-edit" ? 500 : 2000}
      />
      <div className="composer-buttons">
        <Button onClick={desk.closeComposer}>{uiStrings.cancel}</Button>
        <Button
          variant="filled"
          disabled={!isComplete(composer)}
          loading={decisions.isBusy}
          onClick={() => void confirmComposer(desk, decisions)}
          rightSection={<Keys of="review-confirm" />}
        >
          {words.confirm}
        </Button>
      </div>
    </section>
  );
}

function Chips({ desk, composer }: { readonly desk: Desk; readonly composer: Composer }) {
  const toggle = (chip: ReasonChip): void => {
    const rest = composer.chips.filter((each) => each !== chip);
    desk.write({ chips: rest.length < composer.chips.length ? rest : [...rest, chip] });
  };
  return (
    <div className="composer-chips">
      {REASON_CHIPS.map((chip) => (
        <button
          key={chip}
          type="button"
          className="composer-chip"
          aria-pressed={composer.chips.includes(chip)}
          onClick={() => toggle(chip)}
        >
          {describeChip(chip)}
        </button>
      ))}
    </div>
  );
}

function wordsOf({ proposal, step }: Desk, reader: Reader): Readonly<Record<ComposerMode, Words>> {
  const { id } = proposal;
  const [taken, total] = step.kind === "derive" ? [step.taken, step.total] : [0, 0];
  return {
    reject: {
      title: reviewStrings.rejectTitle(id),
      text: reviewStrings.rejectText(reader),
      label: reviewStrings.comment,
      confirm: reviewStrings.reject,
    },
    "send-back": {
      title: reviewStrings.sendBackTitle(id),
      text: reviewStrings.sendBackText(reader),
      label: reviewStrings.comment,
      confirm: reviewStrings.sendBack,
    },
    override: { ...tellOverride(proposal.assessment).dialog(id), label: reviewStrings.comment },
    derive: {
      title: reviewStrings.deriveDialog(taken, total),
      text: reviewStrings.deriveText,
      label: reviewStrings.summary,
      confirm: reviewStrings.deriveConfirm,
    },
    "save-edit": {
      title: reviewStrings.saveEditTitle,
      text: reviewStrings.deriveText,
      label: reviewStrings.summary,
      confirm: reviewStrings.deriveConfirm,
    },
  };
}

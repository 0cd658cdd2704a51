import { ActionIcon, SegmentedControl, Tooltip } from "@mantine/core";
import { IconFold, IconTextWrap } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { OtherChanges } from "./other-changes.tsx";
import { PartDiff } from "./part-diff.tsx";
import { keyOfPart } from "#renderer/features/improve/review/choice/parts.ts";
import type { Desk } from "#renderer/features/improve/review/choice/use-desk.ts";
import type { DiffLookChoice } from "./use-diff-look.ts";
import "./changes-pane.css";

type ChangesPaneProps = {
  readonly desk: Desk;
  readonly bases: readonly Resource[];
  readonly look: DiffLookChoice;
};

/** The difference, variable by variable, each hunk of it to take or to leave. */
export function ChangesPane({ desk, bases, look }: ChangesPaneProps) {
  const { hunks, refused, parts, others, steps } = desk;
  const taken = hunks.filter(({ id }) => !refused.has(id)).length;
  return (
    <Pane
      id="review-changes"
      title={reviewStrings.changes}
      className="review-changes"
      tools={
        <>
          <span className="number faint">{reviewStrings.taken(taken, hunks.length)}</span>
          <span className="pane-spacer" />
          <LookTools look={look} />
        </>
      }
    >
      {parts.map((part) => (
        <PartDiff
          key={keyOfPart(part)}
          part={part}
          base={bases.find(({ kind, name }) => part.resource === `${kind}/${name}`)}
          desk={desk}
          look={look.look}
        />
      ))}
      {others.length + steps.length === 0 ? null : <OtherChanges changes={others} steps={steps} />}
    </Pane>
  );
}

function LookTools({ look }: { readonly look: DiffLookChoice }) {
  return (
    <>
      <Toggle
        label={reviewStrings.onlyChanges}
        isOn={look.hidesUnchanged}
        onClick={() => look.set({ hidesUnchanged: !look.hidesUnchanged })}
      >
        <IconFold size={16} stroke={1.6} />
      </Toggle>
      <Toggle label={reviewStrings.wrap} isOn={look.wraps} onClick={() => look.set({ wraps: !look.wraps })}>
        <IconTextWrap size={16} stroke={1.6} />
      </Toggle>
      <SegmentedControl
        aria-label={reviewStrings.layout}
        value={look.isSideBySide ? "side" : "inline"}
        onChange={(value) => look.set({ isSideBySide: value === "side" })}
        data={[
          { value: "inline", label: reviewStrings.inline },
          { value: "side", label: reviewStrings.side },
        ]}
      />
    </>
  );
}

type ToggleProps = {
  readonly label: string;
  readonly isOn: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

function Toggle({ label, isOn, onClick, children }: ToggleProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon className="review-toggle" aria-label={label} aria-pressed={isOn} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

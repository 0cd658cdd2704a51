import { ActionIcon, Button, Checkbox, NumberInput, Popover, TextInput } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconLockOpen } from "@tabler/icons-react";
import { useState } from "react";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { useEditing, type Marks } from "./editing.ts";
import type { Variable } from "./resource-queries.ts";
import "./marks.css";

type MarksPopoverProps = { readonly title: string; readonly variable: Variable };

/** What binds a variable: who may change it, how long it may be, and what must stay in it. */
export function MarksPopover({ title, variable }: MarksPopoverProps) {
  const { marks } = useEditing();
  if (marks === null) return null;
  return (
    <Popover position="bottom-end" width={320} trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <ActionIcon
          className="marks-button"
          aria-label={formStrings.marksOf(title)}
          title={formStrings.marks}
        >
          <IconAdjustmentsHorizontal size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className="marks" aria-label={formStrings.marksOf(title)}>
        <MarkFields title={title} variable={variable} marks={marks} />
      </Popover.Dropdown>
    </Popover>
  );
}

function MarkFields({ variable, marks }: MarksPopoverProps & { readonly marks: Marks }) {
  const { pointer, learnable, maxTokens, locked, value } = variable;
  return (
    <>
      <Checkbox
        size="xs"
        data-autofocus
        label={formStrings.mayEvolve}
        description={formStrings.mayEvolveNote}
        checked={learnable}
        onChange={(event) => marks.setLearnable(pointer, event.currentTarget.checked)}
      />
      <NumberInput
        label={formStrings.tokenLimit}
        description={formStrings.tokenLimitNote}
        value={maxTokens ?? ""}
        min={1}
        allowDecimal={false}
        onChange={(next) =>
          marks.setLimit(pointer, typeof next === "number" && next >= 1 ? Math.floor(next) : null)
        }
      />
      {typeof value === "string" ? (
        <Locks text={value} locked={locked} pointer={pointer} marks={marks} />
      ) : null}
    </>
  );
}

type LocksProps = {
  readonly text: string;
  readonly locked: readonly string[];
  readonly pointer: string;
  readonly marks: Marks;
};

/** Words are locked where they are selected; who has no pointer writes them here. */
function Locks({ text, locked, pointer, marks }: LocksProps) {
  const [words, setWords] = useState("");
  const isThere = words !== "" && text.includes(words);
  return (
    <div className="marks-locks">
      <div className="make-label">{formStrings.locked}</div>
      {locked.length === 0 ? <p className="make-note">{formStrings.lockedNone}</p> : null}
      {locked.map((lock) => (
        <div key={lock} className="marks-lock">
          <span className="text-locked truncate">
            <ShownText text={lock} />
          </span>
          <ActionIcon aria-label={formStrings.unlock(lock)} onClick={() => marks.unlock(pointer, lock)}>
            <IconLockOpen size={14} />
          </ActionIcon>
        </div>
      ))}
      <div className="make-choice-row">
        <TextInput
          label={formStrings.lockWords}
          value={words}
          error={words === "" || isThere ? undefined : formStrings.wordsMissing}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button
          disabled={!isThere || locked.includes(words)}
          onClick={() => {
            marks.lock(pointer, words);
            setWords("");
          }}
        >
          {formStrings.lock}
        </Button>
      </div>
    </div>
  );
}

import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useRef } from "react";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { AnnotatedText } from "./annotated-text.tsx";
import { useEditing } from "./editing.ts";
import { useSelectedWords } from "./selected-words.ts";
import "./marks.css";

type LockableTextProps = { readonly text: string; readonly pointer: string };

/** A text as it is read: selected words can be locked, and a lock lifted where it is drawn. */
export function LockableText({ text, pointer }: LockableTextProps) {
  const { variables, marks } = useEditing();
  const element = useRef<HTMLDivElement>(null);
  const words = useSelectedWords(element, text);
  const locked = variables.get(pointer)?.locked ?? [];
  return (
    <div className="marks-text">
      <div ref={element}>
        <AnnotatedText
          text={text}
          locked={locked}
          onUnlock={marks === null ? undefined : (lock) => marks.unlock(pointer, lock)}
        />
      </div>
      {marks === null || words === "" || locked.includes(words) ? null : (
        <div className="marks-offer">
          <Button
            leftSection={<IconLock size={13} />}
            // The selection would be gone before the press is.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              marks.lock(pointer, words);
              document.getSelection()?.removeAllRanges();
            }}
          >
            {formStrings.lockSelected}
          </Button>
        </div>
      )}
    </div>
  );
}

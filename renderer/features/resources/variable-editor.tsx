import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useUndoToast } from "#renderer/app/use-undo-toast.ts";
import { Keys } from "#renderer/app/keys.tsx";
import type { Problem } from "#renderer/store/problem.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { ErrorState } from "#renderer/ui/states.tsx";
import { slotsIn } from "./annotate-text.ts";
import { useEditing } from "./editing.ts";
import { readValue, writeValue } from "./edited-value.ts";
import type { Variable } from "./resource-queries.ts";

type VariableEditorProps = {
  readonly title: string;
  readonly variable: Variable;
  readonly onClose: () => void;
};

/** A variable's value as text, what would change, and the message it is committed with. */
export function VariableEditor({ title, variable, onClose }: VariableEditorProps) {
  const [text, setText] = useState(() => writeValue(variable.value));
  const [message, setMessage] = useState("");
  const [isReviewing, setIsReviewing] = useState(false);
  const { commit, isBusy, problem } = useCommit(variable, onClose);
  const read = readValue(variable.type, text);
  const isChanged = read.ok && text !== writeValue(variable.value);
  const canCommit = isChanged && message.trim() !== "" && !isBusy;
  const submit = (): void => {
    if (read.ok && canCommit) void commit(read.value, message.trim());
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- Mod+Enter from any field commits; the button does the same.
    <div
      ref={scrollIntoView}
      className="editor"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      {isReviewing ? (
        <DiffView before={variable.value} after={read.ok ? read.value : text} />
      ) : (
        <Textarea
          aria-label={resourceStrings.editTitle(title)}
          classNames={{ input: variable.type === "text" ? "editor-text" : "editor-text editor-code" }}
          autosize
          minRows={variable.type === "number" || variable.type === "enum" ? 1 : 4}
          maxRows={16}
          value={text}
          error={read.ok ? undefined : read.error}
          spellCheck={variable.type === "text"}
          ref={focusOnMount}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Bounds variable={variable} />
      {problem === null ? null : <ErrorState problem={problem} />}
      <div className="editor-foot">
        <TextInput
          className="editor-message"
          aria-label={resourceStrings.message}
          placeholder={resourceStrings.messagePlaceholder}
          value={message}
          maxLength={500}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Button disabled={!isChanged} onClick={() => setIsReviewing(!isReviewing)}>
          {isReviewing ? resourceStrings.backToText : resourceStrings.review}
        </Button>
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button
          variant="filled"
          disabled={!canCommit}
          loading={isBusy}
          title={resourceStrings.commitNote}
          rightSection={<Keys keys="Mod+Enter" />}
          onClick={submit}
        >
          {resourceStrings.commit}
        </Button>
      </div>
    </div>
  );
}

/** Opened near the lower edge, the fields and the button must not be below it. */
function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

/** What binds every value of a variable: shown where it is edited, checked by the host. */
function Bounds({ variable }: { readonly variable: Variable }) {
  const slots = typeof variable.value === "string" ? slotsIn(variable.value) : [];
  return (
    <>
      {variable.locked.length === 0 ? null : (
        <div className="editor-bound">
          {resourceStrings.locksNote}
          {variable.locked.map((lock) => (
            <div key={lock} className="text-locked mono">
              {lock}
            </div>
          ))}
        </div>
      )}
      {slots.length === 0 ? null : (
        <div className="editor-bound">
          {resourceStrings.slotsNote} <span className="mono">{slots.join(" ")}</span>
        </div>
      )}
    </>
  );
}

function useCommit(variable: Variable, onDone: () => void) {
  const act = useAct();
  const { resource } = useEditing();
  const toastUndo = useUndoToast();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const commit = async (value: Variable["value"], message: string): Promise<void> => {
    setIsBusy(true);
    const values = [{ pointer: variable.pointer, value }];
    const done = await act(
      async (client) => await client.resources.setVariables({ resource, values, message }),
      ["resources", "history", "proposals"],
    );
    setIsBusy(false);
    if (!done.ok) {
      setProblem(done.error);
      return;
    }
    onDone();
    toastUndo(resourceStrings.committed(message), done.value.head);
  };
  return { commit, isBusy, problem };
}

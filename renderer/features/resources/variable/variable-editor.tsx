import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useUndoToast } from "#renderer/navigation/use-step.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { Keys } from "#renderer/navigation/keys.tsx";
import { useApp } from "#renderer/store/app-context.ts";
import type { Draft } from "#renderer/store/draft-slice.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { useBranches } from "#renderer/store/use-branches.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";
import { BranchNote } from "#renderer/ui/branch-note.tsx";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { ErrorState } from "#renderer/ui/states.tsx";
import { Bounds } from "./editor-notes.tsx";
import { MODEL_NAME, ModelField } from "./model-field.tsx";
import { useEditing } from "./editing.ts";
import { readValue, writeValue } from "./edited-value.ts";
import type { Variable } from "./resource-queries.ts";
import "./variable-editor.css";

type VariableEditorProps = {
  readonly title: string;
  /** As it is at the head of the draft's branch. */
  readonly variable: Variable;
  readonly version: string;
  readonly draft: Draft;
};

/** A variable's value as text, what would change, and the message it is committed with. */
export function VariableEditor({ title, variable, version, draft }: VariableEditorProps) {
  const { drafting } = useEditing();
  const { text, message } = draft;
  const branches = useBranches();
  const [isReviewing, setIsReviewing] = useState(false);
  const { commit, propose, isBusy, problem, forget } = useCommit(draft);
  const read = readValue(variable.type, text);
  const isChanged = read.ok && text !== writeValue(variable.value);
  const canCommit = isChanged && message.trim() !== "" && !isBusy;
  const submit = (): void => {
    if (read.ok && canCommit) void commit(read.value, message.trim());
  };
  useCommitCommand(canCommit, submit);
  // From here on it is the present version that the person has seen the text against.
  const reviewAgainstHead = (): void => {
    drafting.change({ base: version });
    forget();
    setIsReviewing(true);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape from any field closes; the button does the same.
    <div
      ref={scrollIntoView}
      className="variable-editor"
      onKeyDown={(event) => {
        if (event.key === "Escape") drafting.close();
      }}
    >
      {isReviewing ? (
        <DiffView before={variable.value} after={read.ok ? read.value : text} />
      ) : (
        <ValueField title={title} variable={variable} draft={draft} fault={read.ok ? null : read.error} />
      )}
      <Bounds variable={variable} />
      {problem === null ? null : <ErrorState problem={problem} />}
      {problem?.code === "head-moved" ? (
        <Button className="editor-again" onClick={reviewAgainstHead}>
          {resourceStrings.reviewAgainstHead}
        </Button>
      ) : null}
      <div className="editor-foot">
        <BranchNote branch={draft.branch} branches={branches} />
        <TextInput
          className="editor-message"
          aria-label={resourceStrings.message}
          placeholder={resourceStrings.messagePlaceholder}
          value={message}
          maxLength={500}
          onChange={(event) => drafting.change({ message: event.currentTarget.value })}
        />
        <Button disabled={!isChanged} onClick={() => setIsReviewing(!isReviewing)}>
          {isReviewing ? resourceStrings.backToText : resourceStrings.review}
        </Button>
        <Button onClick={drafting.close}>{uiStrings.cancel}</Button>
        <FootButtons
          isOff={!canCommit}
          isBusy={isBusy}
          onPropose={() => {
            if (read.ok && canCommit) void propose(read.value, message.trim());
          }}
          onCommit={submit}
        />
      </div>
    </div>
  );
}

type ValueFieldProps = Omit<VariableEditorProps, "version"> & { readonly fault: string | null };

/** Where the value is written; the name of a model is chosen. */
function ValueField({ title, variable: { type }, draft, fault }: ValueFieldProps) {
  const { drafting } = useEditing();
  const label = resourceStrings.editTitle(title);
  if (draft.pointer === MODEL_NAME)
    return <ModelField label={label} draft={draft} onText={(text) => drafting.change({ text })} />;
  return (
    <Textarea
      aria-label={label}
      classNames={{ input: type === "text" ? "editor-text" : "editor-text editor-code" }}
      autosize
      minRows={type === "number" || type === "enum" ? 1 : 4}
      maxRows={16}
      value={draft.text}
      error={fault ?? undefined}
      spellCheck={type === "text"}
      ref={focusOnMount}
      onChange={(event) => drafting.change({ text: event.currentTarget.value })}
    />
  );
}

/** Its keys act in the fields too, as a text has no use for them; but not elsewhere. */
function useCommitCommand(canCommit: boolean, submit: () => void): void {
  useCommands("variable", [
    {
      id: "variable-commit",
      title: resourceStrings.commitKey,
      group: resourceStrings.group,
      keys: "Mod+Enter",
      pane: "resource",
      isDisabled: !canCommit,
      run: submit,
    },
  ]);
}

type FootButtonsProps = {
  readonly isOff: boolean;
  readonly isBusy: boolean;
  readonly onPropose: () => void;
  readonly onCommit: () => void;
};

/** Measured first, or in force at once. */
function FootButtons({ isOff, isBusy, onPropose, onCommit }: FootButtonsProps) {
  return (
    <>
      <Button disabled={isOff} title={resourceStrings.proposeNote} onClick={onPropose}>
        {resourceStrings.propose}
      </Button>
      <Button
        variant="filled"
        disabled={isOff}
        loading={isBusy}
        title={resourceStrings.commitNote}
        rightSection={<Keys of="variable-commit" />}
        onClick={onCommit}
      >
        {resourceStrings.commit}
      </Button>
    </>
  );
}

/** Opened near the lower edge, the fields and the button must not be below it. */
function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

function useCommit({ branch, resource, pointer, base }: Draft) {
  const act = useAct();
  const { queries } = useApp();
  const { drafting } = useEditing();
  const toastUndo = useUndoToast();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Does it, and closes the draft; null where it was refused, which is shown. */
  async function attempt<T>(ask: (client: WorkspaceClient) => Promise<T>): Promise<T | null> {
    setIsBusy(true);
    const done = await act(ask, ["resources", "history", "proposals", "sessions"]);
    setIsBusy(false);
    if (done.ok) {
      drafting.finish();
      return done.value;
    }
    setProblem(done.error);
    // What it was refused for may not have been told of yet.
    if (done.error.code === "head-moved") queries.invalidate(["resources"]);
    return null;
  }
  const commit = async (value: Variable["value"], message: string): Promise<void> => {
    const values = [{ pointer, value }];
    const done = await attempt(
      async (client) => await client.resources.setVariables({ branch, resource, values, message, base }),
    );
    if (done !== null) toastUndo(resourceStrings.committed(message), { commit: done.head, branch });
  };
  const propose = async (value: Variable["value"], summary: string): Promise<void> => {
    const values = [{ pointer, value }];
    const made = await attempt(
      async (client) => await client.proposals.propose({ branch, resource, values, summary, base }),
    );
    // To the desk, where what measuring it takes is said before anything is spent.
    if (made !== null) navigate(hrefTo("improve", ["proposal", made.id]));
  };
  return { commit, propose, isBusy, problem, forget: () => setProblem(null) };
}

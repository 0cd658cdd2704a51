import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Tags } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useTags } from "#renderer/store/use-tags.ts";
import { tagStrings } from "#renderer/strings/tags.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import type { Problem } from "#renderer/ui/problem.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { toastDone } from "#renderer/ui/toast.tsx";
import { When } from "#renderer/ui/when.tsx";
import { tagHistoryQuery } from "./lineage-queries.ts";
import { useUndoTag } from "./use-undo-tag.ts";

type TagFormProps = { readonly commit: string; readonly onClose: () => void };

/** Names a tag, known or new, says where it is now, and asks why it comes here. */
export function TagForm({ commit, onClose }: TagFormProps) {
  const act = useAct();
  const undo = useUndoTag();
  const tags = useTags();
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const known = tags.find((tag) => tag.name === name);
  const isHere = known?.commit === commit;
  const set = async (): Promise<void> => {
    setIsBusy(true);
    const asked = { name, commit, message: reason, expected: known?.commit ?? null };
    const done = await act(async (client) => await client.tags.set(asked), ["history", "resources"]);
    setIsBusy(false);
    if (!done.ok) {
      setProblem(done.error);
      return;
    }
    onClose();
    toastDone(tagStrings.wasSet(name, commit.slice(0, 7)), undo(done.value));
  };
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <p className="dialog-text">{tagStrings.text}</p>
      <div>
        <TextInput
          label={tagStrings.name}
          withAsterisk
          placeholder={tagStrings.nameExample}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
          error={problem === null ? null : `${problem.message} ${problem.hint}`}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
        />
        <KnownTags names={tags.map((tag) => tag.name)} chosen={name} onChoose={setName} />
      </div>
      {known === undefined ? null : <Whereabouts tag={known} isHere={isHere} />}
      <TextInput
        label={tagStrings.reason}
        withAsterisk
        placeholder={tagStrings.reasonExample}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autoComplete="off"
      />
      {known === undefined ? null : <TagSteps name={name} />}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={isBusy}
          disabled={name === "" || isHere || reason.trim() === ""}
        >
          {name === ""
            ? tagStrings.setEmpty
            : known === undefined
              ? tagStrings.set(name)
              : tagStrings.move(name)}
        </Button>
      </div>
    </form>
  );
}

function Whereabouts({ tag, isHere }: { readonly tag: Tags[number]; readonly isHere: boolean }) {
  if (isHere) return <div>{tagStrings.here(tag.name)}</div>;
  return (
    <div>
      {tagStrings.isAt} <CommitId id={tag.commit} href={hrefTo("lineage", [tag.commit])} />{" "}
      {tagStrings.fromHere}
    </div>
  );
}

type KnownTagsProps = {
  readonly names: readonly string[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
};

/** Nobody has to type a name that there is. */
function KnownTags({ names, chosen, onChoose }: KnownTagsProps) {
  if (names.length === 0) return null;
  return (
    <div className="tag-known">
      {names.map((name) => (
        <Button key={name} size="compact-xs" aria-pressed={name === chosen} onClick={() => onChoose(name)}>
          <span className="truncate">
            <ShownText text={name} />
          </span>
        </Button>
      ))}
    </div>
  );
}

function TagSteps({ name }: { readonly name: string }) {
  const steps = useQuery(tagHistoryQuery(name)).data ?? [];
  if (steps.length === 0) return null;
  return (
    <section aria-label={tagStrings.history}>
      <span className="faint">{tagStrings.history}</span>
      <ol className="tag-steps">
        {steps.map(({ from, to, at, by, message }) => (
          <li key={`${at} ${from ?? ""} ${to ?? ""}`} className="tag-step">
            <Place commit={from} /> → <Place commit={to} />{" "}
            <span className="faint">
              {by.name} · <When at={at} />
            </span>
            <div dir="auto">{message === "" ? tagStrings.noReason : <ShownText text={message} />}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Place({ commit }: { readonly commit: string | null }) {
  return commit === null ? <span>{tagStrings.nowhere}</span> : <CommitId id={commit} />;
}

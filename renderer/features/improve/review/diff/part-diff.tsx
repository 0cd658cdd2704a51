import { Checkbox, Select, Tooltip } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { getAt, type Json } from "#core/base/json.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import { useResourceHref } from "#renderer/navigation/use-resource-href.ts";
import { LazyCodeDiff } from "#renderer/editor/lazy-code-diff.tsx";
import type { DiffLook } from "#renderer/editor/open-diff.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { resourceAtQuery, versionsQuery, type Resource } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";
import { Tag } from "#renderer/ui/mark.tsx";
import { HunkGutter } from "./hunk-gutter.tsx";
import type { Part } from "#renderer/features/improve/review/choice/hunk.ts";
import { RecordHunks } from "./record-hunks.tsx";
import { isChoosable, type Desk } from "#renderer/features/improve/review/choice/use-desk.ts";
import { HiddenNote } from "./hidden-note.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

type PartDiffProps = {
  readonly part: Part;
  readonly base: Resource | undefined;
  readonly desk: Desk;
  readonly look: DiffLook;
};

/** The version a candidate is compared with: null is the proposal's own base. */
type Against = string | null;

/** One variable: its name, what it is compared with, and the difference in the form that suits it. */
export function PartDiff({ part, base, desk, look }: PartDiffProps) {
  const [against, setAgainst] = useState<Against>(null);
  const name = nameVariable(base?.content, part.pointer);
  const hrefToResource = useResourceHref(desk.proposal.branch);
  const isEditing = desk.edits !== null && part.form !== "json";
  return (
    <section
      className={isEditing ? "review-part review-part-editing" : "review-part"}
      aria-label={`${part.resource} ${name}`}
    >
      <header className="review-part-head">
        <TakeAll part={part} name={name} desk={desk} isOff={against !== null} />
        <a className="review-part-resource mono" href={hrefToResource(part.resource)}>
          {part.resource}
        </a>
        <span className="review-part-name truncate">{name}</span>
        {part.locked.length === 0 ? null : (
          <Tooltip label={reviewStrings.lock}>
            <span className="review-part-lock">
              <IconLock size={13} stroke={1.8} aria-hidden="true" />{" "}
              {reviewStrings.locked(part.locked.length)}
            </span>
          </Tooltip>
        )}
        {isEditing ? <Tag meaning="running">{reviewStrings.editingMark}</Tag> : null}
        <span className="pane-spacer" />
        <BasePicker
          part={part}
          branch={desk.proposal.branch}
          base={base}
          own={
            desk.proposal.obstacle === null
              ? reviewStrings.baseProposal(base?.label ?? "")
              : reviewStrings.baseHead(base?.label ?? "")
          }
          against={against}
          onChange={setAgainst}
        />
      </header>
      <HiddenNote before={part.before} after={part.after} />
      {against === null ? (
        <Difference part={part} name={name} desk={desk} look={look} />
      ) : (
        <OtherBase part={part} name={name} against={against} look={look} />
      )}
    </section>
  );
}

type TakeAllProps = {
  readonly part: Part;
  readonly name: string;
  readonly desk: Desk;
  readonly isOff: boolean;
};

function TakeAll({ part, name, desk, isOff }: TakeAllProps) {
  const ids = part.hunks.map(({ id }) => id);
  const taken = ids.filter((id) => !desk.refused.has(id)).length;
  return (
    <Checkbox
      size="xs"
      aria-label={reviewStrings.takeAll(`${part.resource} ${name}`)}
      checked={taken === ids.length}
      indeterminate={taken > 0 && taken < ids.length}
      disabled={isOff || !isChoosable(desk)}
      onChange={(event) => desk.setTaken(ids, event.currentTarget.checked)}
    />
  );
}

type BasePickerProps = {
  readonly part: Part;
  /** Whose versions can be chosen: the proposal's. */
  readonly branch: string;
  readonly base: Resource | undefined;
  /** What it is compared with unless another version is chosen. */
  readonly own: string;
  readonly against: Against;
  readonly onChange: (against: Against) => void;
};

const OWN = "own";

function BasePicker({ part, branch, base, own, against, onChange }: BasePickerProps) {
  const versions = useQuery(versionsQuery(part.resource, branch)).data ?? [];
  const others = versions
    .filter(({ version }) => version !== base?.version)
    .map(({ commit, label, message }) => ({
      value: commit,
      label: showHiddenSigns(`${label} · ${message}`),
    }));
  return (
    <Select
      className="review-base"
      aria-label={reviewStrings.base}
      title={reviewStrings.base}
      value={against ?? OWN}
      onChange={(value) => onChange(value === OWN ? null : value)}
      data={[{ value: OWN, label: own }, ...others]}
      allowDeselect={false}
      searchable={others.length > 12}
      comboboxProps={{ width: 320, position: "bottom-end" }}
    />
  );
}

type DifferenceProps = {
  readonly part: Part;
  readonly name: string;
  readonly desk: Desk;
  readonly look: DiffLook;
};

function Difference({ part, name, desk, look }: DifferenceProps) {
  const { before, after, form, hunks, locked } = part;
  const changes = useMemo(
    () => hunks.flatMap((hunk) => (hunk.kind === "lines" ? [{ id: hunk.id, change: hunk.change }] : [])),
    [hunks],
  );
  const lines = useMemo(() => changes.map(({ change }) => change), [changes]);
  const dimmed = useMemo(
    () => changes.filter(({ id }) => desk.refused.has(id)).map(({ change }) => change),
    [changes, desk.refused],
  );
  if (form === "json" || typeof before !== "string" || typeof after !== "string") {
    return <RecordHunks part={part} name={name} desk={desk} />;
  }
  const isEditing = desk.edits !== null;
  return (
    <LazyCodeDiff
      key={isEditing ? "edit" : "read"}
      before={before}
      after={after}
      language={form === "code" ? "javascript" : "plaintext"}
      names={{ before: reviewStrings.before(name), after: reviewStrings.after(name) }}
      look={look}
      locked={locked}
      lockTitle={reviewStrings.lock}
      hunks={lines}
      dimmed={dimmed}
      {...(isEditing ? { onEdited: (text: string) => desk.edit(part, text) } : {})}
    >
      {(tops) => (isEditing ? null : <HunkGutter hunks={hunks} tops={tops} name={name} desk={desk} />)}
    </LazyCodeDiff>
  );
}

type OtherBaseProps = {
  readonly part: Part;
  readonly name: string;
  readonly against: string;
  readonly look: DiffLook;
};

/** The candidate against another version than the one it was made from: to read, not to choose from. */
function OtherBase({ part, name, against, look }: OtherBaseProps) {
  const other = useQuery(resourceAtQuery(part.resource, against)).data;
  if (other === undefined) return null;
  const before: Json = getAt(other.content, part.pointer) ?? "";
  return (
    <>
      <p className="review-note">{reviewStrings.baseNote}</p>
      {typeof before === "string" && typeof part.after === "string" ? (
        <LazyCodeDiff
          before={before}
          after={part.after}
          language={part.form === "code" ? "javascript" : "plaintext"}
          names={{ before: reviewStrings.before(name), after: reviewStrings.after(name) }}
          look={look}
          locked={part.locked}
          lockTitle={reviewStrings.lock}
        />
      ) : (
        <DiffView before={before} after={part.after} />
      )}
    </>
  );
}

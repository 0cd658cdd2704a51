import { isJsonObject, jsonEquals, type Json } from "#core/base/json.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { idOf, type Hunk, type Part } from "#renderer/features/improve/review/choice/hunk.ts";
import { HunkBox } from "./hunk-gutter.tsx";
import { JsonDiff } from "./json-diff.tsx";
import type { Desk } from "#renderer/features/improve/review/choice/use-desk.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type RecordHunksProps = { readonly part: Part; readonly name: string; readonly desk: Desk };

/** Settings and records, path by path; each record is a hunk of its own. */
export function RecordHunks({ part, name, desk }: RecordHunksProps) {
  return (
    <div className="record-hunks">
      {part.hunks.map((hunk, at) => (
        <div
          key={hunk.id}
          className={desk.refused.has(hunk.id) ? "record-hunk record-hunk-off" : "record-hunk"}
        >
          <div className="record-hunk-body">
            {hunk.kind === "record" ? <RecordTitle hunk={hunk} /> : null}
            <JsonDiff {...sidesOf(part, hunk)} />
            <RecordSource hunk={hunk} />
          </div>
          <HunkBox hunk={hunk} label={reviewStrings.hunkTake(at + 1, part.hunks.length, name)} desk={desk} />
        </div>
      ))}
    </div>
  );
}

function RecordTitle({ hunk }: { readonly hunk: Extract<Hunk, { kind: "record" }> }) {
  const { before, after } = hunk;
  const word =
    before === null
      ? reviewStrings.recordAdded
      : after === null
        ? reviewStrings.recordGone
        : reviewStrings.recordChanged;
  const id = idOf(after ?? before);
  return (
    <div className="record-title">
      {word}{" "}
      <span className="mono faint">
        <ShownText text={id} />
      </span>
    </div>
  );
}

/** Where a record is from: ids for whoever follows them, folded away from what it says. */
function RecordSource({ hunk }: { readonly hunk: Hunk }) {
  if (hunk.kind !== "record") return null;
  const [before, after] = [provenanceOf(hunk.before), provenanceOf(hunk.after)];
  if (jsonEquals(before, after)) return null;
  return (
    <details className="record-source">
      <summary>{reviewStrings.recordSource}</summary>
      <JsonDiff before={before} after={after} />
    </details>
  );
}

function provenanceOf(record: Json | null): Json | undefined {
  return isJsonObject(record) ? record["provenance"] : undefined;
}

type Sides = { readonly before: Json | undefined; readonly after: Json | undefined };

function sidesOf(part: Part, hunk: Hunk): Sides {
  if (hunk.kind !== "record") return { before: part.before, after: part.after };
  return { before: withoutId(hunk.before), after: withoutId(hunk.after) };
}

/** The id stands above the record, and where it is from below; what it says comes first. */
function withoutId(record: Json | null): Json | undefined {
  if (record === null) return undefined;
  if (!isJsonObject(record)) return record;
  const { id: _shown, provenance: _folded, text, ...rest } = record;
  return text === undefined ? rest : { text, ...rest };
}

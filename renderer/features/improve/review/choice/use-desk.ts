import { useMemo, useState } from "react";
import type { ReasonChip } from "#core/domain/proposal.ts";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import type { Hunk, Part } from "./hunk.ts";
import { nextStep, type NextStep } from "./next-step.ts";
import { allHunks, keyOfPart, valuesWithout, type ProposalParts, type Value } from "./parts.ts";

/** What a person is being asked to put into words before something happens. */
export type ComposerMode = "reject" | "send-back" | "override" | "derive" | "save-edit";

export type Composer = {
  readonly mode: ComposerMode;
  readonly text: string;
  readonly chips: readonly ReasonChip[];
};

/** What is chosen, typed and pointed at on the desk, about one proposal. */
export type Desk = {
  readonly proposal: Proposal;
  readonly parts: readonly Part[];
  readonly others: ProposalParts["others"];
  readonly steps: ProposalParts["steps"];
  readonly hunks: readonly Hunk[];
  readonly refused: ReadonlySet<string>;
  readonly current: string | null;
  readonly step: NextStep;
  readonly composer: Composer | null;
  /** Texts under edit, by the key of their part; null while reading. */
  readonly edits: ReadonlyMap<string, string> | null;
  readonly setTaken: (ids: readonly string[], isTaken: boolean) => void;
  readonly takeEverything: () => void;
  /** Steps to the hunk after (1) or before (-1) the current one. */
  readonly move: (by: 1 | -1) => void;
  readonly point: (hunk: string) => void;
  readonly compose: (mode: ComposerMode, text?: string) => void;
  readonly write: (change: Partial<Omit<Composer, "mode">>) => void;
  readonly closeComposer: () => void;
  readonly startEditing: () => void;
  readonly edit: (part: Part, text: string) => void;
  readonly stopEditing: () => void;
  /** What a proposal made from the desk's present state would set. */
  readonly readValues: () => readonly Value[];
};

export function useDesk(proposal: Proposal, { parts, others, steps }: ProposalParts): Desk {
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const [composer, setComposer] = useState<Composer | null>(null);
  const [edits, setEdits] = useState<ReadonlyMap<string, string> | null>(null);
  const hunks = useMemo(() => allHunks(parts), [parts]);
  const taken = hunks.filter(({ id }) => !refused.has(id)).length;
  return {
    proposal,
    parts,
    others,
    steps,
    hunks,
    refused,
    current,
    composer,
    edits,
    step: nextStep(proposal, { taken, total: hunks.length }),
    setTaken: (ids, isTaken) => {
      const rest = [...refused].filter((id) => !ids.includes(id));
      setRefused(new Set(isTaken ? rest : [...rest, ...ids]));
    },
    takeEverything: () => setRefused(new Set()),
    move: (by) => {
      const at = hunks.findIndex(({ id }) => id === current);
      const next = hunks[at === -1 ? (by === 1 ? 0 : hunks.length - 1) : at + by];
      if (next !== undefined) setCurrent(next.id);
    },
    point: setCurrent,
    compose: (mode, text = "") => setComposer({ mode, text, chips: [] }),
    write: (change) => setComposer((before) => (before === null ? null : { ...before, ...change })),
    closeComposer: () => setComposer(null),
    startEditing: () => setEdits(new Map()),
    edit: (part, text) => setEdits((before) => (before === null ? null : withEdit(before, part, text))),
    stopEditing: () => setEdits(null),
    readValues: () => (edits === null ? valuesWithout(parts, refused) : editedValues(parts, edits)),
  };
}

/** A text that is as it was proposed is no edit. */
function withEdit(edits: ReadonlyMap<string, string>, part: Part, text: string): ReadonlyMap<string, string> {
  const changed = new Map(edits);
  if (text === part.after) changed.delete(keyOfPart(part));
  else changed.set(keyOfPart(part), text);
  return changed;
}

/** Everything the proposal changes, with what was typed in place of it. */
function editedValues(parts: readonly Part[], edits: ReadonlyMap<string, string>): readonly Value[] {
  return parts.map((part) => ({
    resource: part.resource,
    pointer: part.pointer,
    value: edits.get(keyOfPart(part)) ?? part.after,
  }));
}

/** Hunks are chosen while the proposal waits; afterwards it was taken or refused as it stands. */
export function isChoosable({ proposal, edits }: Desk): boolean {
  return proposal.status === "waiting" && edits === null && proposal.obstacle === null;
}

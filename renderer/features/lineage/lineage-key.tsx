import { useMemo } from "react";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { DOT_COLOURS } from "./dot-colours.ts";
import type { Lineage } from "./lineage.ts";
import type { LineageNode, LineageRole } from "./lineage-node.ts";
import "./lineage-key.css";

type KeyName = keyof typeof lineageStrings.keys;

/** What shares a colour shares a word. */
const KEY_OF: Readonly<Record<LineageRole, KeyName>> = {
  seed: "edit",
  edit: "edit",
  approved: "approved",
  restored: "restored",
  unassessed: "unassessed",
  assessing: "assessing",
  waiting: "waiting",
  deferred: "aside",
  "sent-back": "aside",
  superseded: "aside",
  rejected: "turnedDown",
  refused: "turnedDown",
  failed: "turnedDown",
};

const ROLES = Object.keys(KEY_OF) as readonly LineageRole[];
const isPale = (node: LineageNode): boolean => node.kind !== "commit" || node.isRolledBack;

/** What the colours of a history that is zoomed out mean, as far as they are in it. */
export function LineageKey({ lineage }: { readonly lineage: Lineage }) {
  const { nodes } = lineage;
  const roles = useMemo(() => new Set(nodes.map(({ role }) => role)), [nodes]);
  const hasPale = useMemo(() => nodes.some(isPale), [nodes]);
  const shown = new Map<KeyName, string>();
  for (const role of ROLES) if (roles.has(role)) shown.set(KEY_OF[role], DOT_COLOURS[role]);
  return (
    <ul className="lineage-key">
      {[...shown].map(([name, colour]) => (
        <li key={name}>
          <span className="lineage-key-bar" style={{ background: `var(${colour})` }} aria-hidden="true" />
          {lineageStrings.keys[name]}
        </li>
      ))}
      {hasPale ? (
        <li>
          <span className="lineage-key-bar lineage-key-pale" aria-hidden="true" />
          {lineageStrings.pale}
        </li>
      ) : null}
    </ul>
  );
}

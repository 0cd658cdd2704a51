import type { Proposals, Resources, Sessions, Commits } from "#renderer/store/shared-queries.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { shortId } from "#renderer/text/format.ts";
import type { FoundElsewhere, ResourceText } from "./palette-queries.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";

export type PaletteRow = {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly note: string;
  /** What else it is found by, and not shown. */
  readonly words?: string;
  readonly keys?: string;
  readonly isDisabled: boolean;
  readonly run: () => void;
};

type Place = Pick<PaletteRow, "id" | "group" | "title" | "note"> & { readonly href: string };

function toRow({ href, ...shown }: Place): PaletteRow {
  return { ...shown, isDisabled: false, run: () => navigate(href) };
}

export function resourceRows(resources: Resources): readonly PaletteRow[] {
  return resources.map(({ kind, name, label, description }) =>
    toRow({
      id: `${kind}/${name}`,
      group: shellStrings.groupResource,
      title: `${kind}/${name}`,
      note: `${label} · ${description}`,
      href: hrefTo("resources", [kind, name]),
    }),
  );
}

export function commitRows(commits: Commits): readonly PaletteRow[] {
  return commits.map(({ id, message, author }) =>
    toRow({
      id,
      group: shellStrings.groupCommit,
      title: message,
      note: `${shortId(id)} · ${author.name}`,
      href: hrefTo("lineage", [id]),
    }),
  );
}

export function proposalRows(proposals: Proposals): readonly PaletteRow[] {
  return proposals.map(({ id, summary, status }) =>
    toRow({
      id: `proposal-${id}`,
      group: shellStrings.groupProposal,
      title: shellStrings.proposal(id),
      note: `${status} · ${summary}`,
      href: hrefTo("improve", ["proposal", id]),
    }),
  );
}

export function sessionRows(sessions: Sessions): readonly PaletteRow[] {
  return sessions.map(({ session, state }) =>
    toRow({
      id: `session-${session}`,
      group: shellStrings.groupSession,
      title: shellStrings.session(session),
      note: state,
      href: hrefTo("improve", ["session", session]),
    }),
  );
}

/** The sections of the settings, by their names and by what stands in them. */
export function settingRows(): readonly PaletteRow[] {
  const { models, defaults, caps, gate, policy, appearance, workspace, integrity } = settingsStrings;
  const connections = toRow({
    id: "setting-connections",
    group: shellStrings.groupSetting,
    title: connectionStrings.title,
    note: shellStrings.connectionWords,
    href: hrefTo("settings", ["connections"]),
  });
  const sections = [models, defaults, caps, gate, policy, appearance, workspace, integrity].map((title) =>
    toRow({
      id: `setting-${title}`,
      group: shellStrings.groupSetting,
      title,
      note: shellStrings.settingWords[title] ?? "",
      href: hrefTo("settings", [], { section: title }),
    }),
  );
  return [connections, ...sections];
}

/** Where the words stand in a resource, with the line around them. Nothing before a few letters are typed. */
export function textRows(words: string, texts: readonly ResourceText[]): readonly PaletteRow[] {
  const wanted = words.trim().toLowerCase();
  if (wanted.length < 3) return [];
  return texts.flatMap(({ key, text }) => {
    const line = text.split("\n").find((each) => each.toLowerCase().includes(wanted));
    if (line === undefined) return [];
    return toRow({
      id: `text-${key}`,
      group: shellStrings.groupText,
      title: key,
      note: line.trim(),
      href: hrefTo("resources", key.split("/")),
    });
  });
}

export function elsewhereRows({ items, traces }: FoundElsewhere): readonly (readonly PaletteRow[])[] {
  return [
    items.map(({ id, dataset, split, input }) =>
      toRow({
        id: `item-${dataset}-${id}`,
        group: shellStrings.groupItem,
        title: id,
        note: `${dataset} · ${typeof input === "string" ? input : Object.values(input).join(" · ")}`,
        href: hrefTo("data", [dataset], { split, item: id }),
      }),
    ),
    traces.map(({ trace, task, name, item }) =>
      toRow({
        id: `trace-${trace}`,
        group: shellStrings.groupRun,
        title: item === null ? name : item.id,
        note: `${shortId(trace)} · ${task ?? name}`,
        href: hrefTo("traces", [trace]),
      }),
    ),
  ];
}

import { useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import {
  commitsQuery,
  resourcesQuery,
  type Commits,
  type Resources,
} from "#renderer/store/shared-queries.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { shortId } from "#renderer/ui/format.ts";
import { rankMatches } from "./fuzzy.ts";
import { hrefTo, navigate } from "./route.ts";

export type PaletteRow = {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly keys?: string;
  readonly isDisabled: boolean;
  readonly run: () => void;
};

export type PaletteGroup = { readonly group: string; readonly rows: readonly PaletteRow[] };

const commandsOf = (state: AppState) => state.commands;
const recentOf = (state: AppState) => state.recent;

/** So many of one sort are shown: the field narrows faster than anybody scrolls. */
const SHOWN = 40;
const SHOWN_AMONG_OTHERS = 6;

/**
 * What the palette lists: after ">" commands, after "@" resources, after "#" commits; without a sign all of them, and
 * before anything is typed what was run last.
 */
export function usePaletteRows(query: string): readonly PaletteGroup[] {
  const commands = commandGroups(useAppState(commandsOf));
  const recent = useAppState(recentOf);
  const resources = (useQuery(resourcesQuery).data ?? []).map(toResourceRow);
  const commits = (useQuery(commitsQuery).data ?? []).map(toCommitRow);
  const sign = query.trimStart().slice(0, 1);
  const words = query.trimStart().slice(1);
  switch (sign) {
    case ">":
      return rankGroups(words, commands, SHOWN);
    case "@":
      return rankGroups(words, [resources], SHOWN);
    case "#":
      return rankGroups(words, [commits], SHOWN);
    case "":
      return withRecent(recent, commands, [...commands, resources, commits]);
    default:
      return rankGroups(query, [...commands, resources, commits], SHOWN_AMONG_OTHERS);
  }
}

type Group = readonly (PaletteRow & { readonly group: string })[];

/** In each group the best first, by their titles before their notes; groups without a match are left out. */
function rankGroups(words: string, groups: readonly Group[], shown: number): readonly PaletteGroup[] {
  return groups.flatMap((rows) => {
    const byTitle = rankMatches(words, rows, ({ title }) => title);
    const byNote = rankMatches(words, rows, ({ note }) => note).filter((row) => !byTitle.includes(row));
    const found = [...byTitle, ...byNote].slice(0, shown);
    const [first] = found;
    return first === undefined ? [] : [{ group: first.group, rows: found }];
  });
}

function withRecent(
  recent: readonly string[],
  commands: readonly Group[],
  all: readonly Group[],
): readonly PaletteGroup[] {
  const byId = new Map(all.flat().map((row) => [row.id, row]));
  const rows = recent.flatMap((id) => byId.get(id) ?? []);
  const others = commands.map((group) => group.filter(({ id }) => !recent.includes(id)));
  const listed = rankGroups("", others, SHOWN);
  return rows.length === 0 ? listed : [{ group: shellStrings.groupRecent, rows }, ...listed];
}

function toResourceRow({ kind, name, label, description }: Resources[number]): Group[number] {
  return {
    id: `${kind}/${name}`,
    group: shellStrings.groupResource,
    title: `${kind}/${name}`,
    note: `${label} · ${description}`,
    isDisabled: false,
    run: () => navigate(hrefTo("resources", [kind, name])),
  };
}

function toCommitRow({ id, message, author }: Commits[number]): Group[number] {
  return {
    id,
    group: shellStrings.groupCommit,
    title: message,
    note: `${shortId(id)} · ${author.name}`,
    isDisabled: false,
    run: () => navigate(hrefTo("lineage", [id])),
  };
}

function commandGroups(commands: AppState["commands"]): readonly Group[] {
  const rows = Object.values(commands)
    .flat()
    .map(({ id, title, keys, group, isDisabled = false, run }) => ({
      id,
      group,
      title,
      note: "",
      isDisabled,
      run,
      ...(keys === undefined ? {} : { keys }),
    }));
  return [...Map.groupBy(rows, ({ group }) => group).values()];
}

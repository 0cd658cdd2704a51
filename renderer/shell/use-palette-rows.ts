import { useDebouncedValue } from "@mantine/hooks";
import { useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import {
  commitsWithQuery,
  proposalsQuery,
  resourcesQuery,
  sessionsQuery,
} from "#renderer/store/shared-queries.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { rankByMostWords, rankByWords, rankMatches } from "./fuzzy.ts";
import { elsewhereQuery, resourceTextsQuery } from "./palette-queries.ts";
import {
  commitRows,
  elsewhereRows,
  proposalRows,
  resourceRows,
  sessionRows,
  settingRows,
  textRows,
  type PaletteRow,
} from "./palette-rows.ts";

export type PaletteGroup = { readonly group: string; readonly rows: readonly PaletteRow[] };

const commandsOf = (state: AppState) => state.commands;
const recentOf = (state: AppState) => state.recent;

/** So many of one sort are shown: the field narrows faster than anybody scrolls. */
const SHOWN = 40;
const SHOWN_AMONG_OTHERS = 6;
const TYPING_MS = 200;

/**
 * What the palette lists: after ">" commands, after "@" resources, after "#" commits; without a sign all of them, with
 * proposals, sessions, settings, items, runs, and what stands in prompts; before anything is typed,
 * what was run last [L8].
 */
export function usePaletteRows(query: string): readonly PaletteGroup[] {
  const commands = commandGroups(useAppState(commandsOf));
  const recent = useAppState(recentOf);
  const resources = resourceRows(useQuery(resourcesQuery).data ?? []);
  const proposals = proposalRows(useQuery(proposalsQuery).data ?? []);
  const sessions = sessionRows(useQuery(sessionsQuery).data ?? []);
  const texts = useQuery(resourceTextsQuery).data ?? [];
  const [settled] = useDebouncedValue(/^[>@#]/.test(query.trim()) ? "" : query.trim(), TYPING_MS);
  const [commitText] = useDebouncedValue(query.trim().replace(/^[>@#]/, ""), TYPING_MS);
  const commits = commitRows(useQuery(commitsWithQuery(commitText)).data ?? []);
  const elsewhere = useQuery(elsewhereQuery(settled)).data;
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
      return withRecent(recent, commands, [...commands, proposals, sessions, resources, commits]);
    default: {
      const named = [...commands, proposals, sessions, resources, settingRows(), commits];
      // These were found by their words already.
      const found = [textRows(query, texts), ...(elsewhere === undefined ? [] : elsewhereRows(elsewhere))];
      return [
        ...usableFirst(rankGroups(query, joinGroups(named), SHOWN_AMONG_OTHERS)),
        ...found.flatMap((rows) => toGroup(rows)),
      ];
    }
  }
}

type Group = readonly PaletteRow[];

function toGroup(rows: Group): readonly PaletteGroup[] {
  const [first] = rows;
  return first === undefined ? [] : [{ group: first.group, rows: rows.slice(0, SHOWN_AMONG_OTHERS) }];
}

/** In each group the best first, by their titles before their notes and what else they are called; groups without a match are left out. */
function rankGroups(words: string, groups: readonly Group[], shown: number): readonly PaletteGroup[] {
  const whole = rankGroupsBy(rankByWords, words, groups, shown);
  // Nobody knows beforehand how a thing is called here: where nothing has all of the words, most of them will do.
  return whole.length > 0 ? whole : rankGroupsBy(rankByMostWords, words, groups, shown);
}

function rankGroupsBy(
  rankWords: typeof rankByWords,
  ...[words, groups, shown]: Parameters<typeof rankGroups>
): readonly PaletteGroup[] {
  return groups.flatMap((rows) => {
    const byTitle = rankMatches(words, rows, ({ title }) => title);
    const byOther = rankWords(words, rows, allWordsOf);
    const ranked = [...new Set([...byTitle, ...byOther])];
    // What cannot be done now comes after all that can.
    const found = usableRowsFirst(ranked).slice(0, shown);
    const [first] = found;
    return first === undefined ? [] : [{ group: first.group, rows: found }];
  });
}

function usableRowsFirst(rows: Group): Group {
  return [...rows.filter(({ isDisabled }) => !isDisabled), ...rows.filter(({ isDisabled }) => isDisabled)];
}

/** Groups that have nothing to choose come last: Enter runs what stands first. */
function usableFirst(groups: readonly PaletteGroup[]): readonly PaletteGroup[] {
  const isUsable = ({ rows }: PaletteGroup): boolean => rows.some(({ isDisabled }) => !isDisabled);
  return [...groups.filter(isUsable), ...groups.filter((group) => !isUsable(group))];
}

/** One group for one name: what is done with resources, and the resources themselves. */
function joinGroups(groups: readonly Group[]): readonly Group[] {
  return [...Map.groupBy(groups.flat(), ({ group }) => group).values()];
}

function allWordsOf({ title, words = "", note }: PaletteRow): string {
  return `${title} ${words} ${note}`;
}

function withRecent(
  recent: readonly string[],
  commands: readonly Group[],
  all: readonly Group[],
): readonly PaletteGroup[] {
  const byId = new Map(all.flat().map((row) => [row.id, row]));
  const rows = recent.flatMap((id) => byId.get(id) ?? []);
  // What cannot be done now is looked for, or not missed.
  const others = commands.map((group) =>
    group.filter(({ id, isDisabled }) => !isDisabled && !recent.includes(id)),
  );
  const listed = rankGroups("", others, SHOWN);
  return rows.length === 0 ? listed : [{ group: shellStrings.groupRecent, rows }, ...listed];
}

/** The sets of commands that are offered wherever one is; all others are of the view on screen. */
const EVERYWHERE: ReadonlySet<string> = new Set(["doors", "branches", "views", "window", "workspaces"]);

/** What the window itself can do comes last. */
const LAST: readonly string[] = [shellStrings.groupView, shellStrings.groupWindow];

/** First what the view on screen does, then what people come for, then all else in its own order. */
function orderGroups(commands: AppState["commands"]): (group: string) => number {
  const ofView = new Set(
    Object.entries(commands).flatMap(([owner, listed]) =>
      EVERYWHERE.has(owner) ? [] : listed.map(({ group }) => group),
    ),
  );
  return (group) => {
    if (ofView.has(group)) return -2;
    return group === shellStrings.groupStart ? -1 : LAST.indexOf(group) + 1;
  };
}

/** The commands by group, without the one that opens the palette. */
function commandGroups(commands: AppState["commands"]): readonly Group[] {
  const rows = besideTheView(Object.values(commands).flat())
    .filter(({ id }) => id !== "palette")
    .map(({ id, title, keys, words, group, isDisabled = false, run }) => ({
      id,
      group,
      title,
      note: "",
      isDisabled,
      run,
      ...(keys === undefined ? {} : { keys }),
      ...(words === undefined ? {} : { words }),
    }));
  const groups = [...Map.groupBy(rows, ({ group }) => group).entries()];
  const placeOf = orderGroups(commands);
  return groups.toSorted(([a], [b]) => placeOf(a) - placeOf(b)).map(([, listed]) => listed);
}

/**
 * Where the view on screen does itself what an entry would lead to, its command stands for the entry, found by the same words.
 */
function besideTheView(commands: readonly Command[]): readonly Command[] {
  const usable = new Map(
    commands.filter(({ isDisabled }) => isDisabled !== true).map((each) => [each.id, each]),
  );
  const replaced = commands.filter(({ near }) => near !== undefined && usable.has(near));
  return commands
    .filter((command) => !replaced.includes(command))
    .map((command) => {
      const entry = replaced.find(({ near }) => near === command.id);
      return entry === undefined ? command : { ...command, words: `${entry.title} ${entry.words ?? ""}` };
    });
}

import { useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { commitsQuery, resourcesQuery } from "#renderer/store/shared-queries.ts";
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

/** So many of one sort are shown: the field narrows faster than anybody scrolls. */
const SHOWN = 40;
const SHOWN_AMONG_OTHERS = 6;

/** What the palette lists: after ">" commands, after "@" resources, after "#" commits; without a sign all of them. */
export function usePaletteRows(query: string): readonly PaletteGroup[] {
  const commands = useAppState(commandsOf);
  const resources = useQuery(resourcesQuery).data ?? [];
  const commits = useQuery(commitsQuery).data ?? [];
  const sign = query.trimStart().slice(0, 1);
  const words = [">", "@", "#"].includes(sign) ? query.trimStart().slice(1) : query;
  const groups: PaletteGroup[] = [];
  const isAll = words === query;
  if (sign === ">" || isAll) groups.push(...commandGroups(commands, words));
  const shown = isAll ? SHOWN_AMONG_OTHERS : SHOWN;
  if (sign === "@" || (isAll && words.trim() !== "")) {
    const rows = resources.map(({ kind, name, label, description }): PaletteRow => ({
      id: `${kind}/${name}`,
      title: `${kind}/${name}`,
      note: `${label} · ${description}`,
      isDisabled: false,
      run: () => navigate(hrefTo("resources", [kind, name])),
    }));
    groups.push({
      group: shellStrings.groupResource,
      rows: rankMatches(words, rows, ({ title }) => title).slice(0, shown),
    });
  }
  if (sign === "#" || (isAll && words.trim() !== "")) {
    const rows = commits.map(({ id, message, author }): PaletteRow => ({
      id,
      title: message,
      note: `${shortId(id)} · ${author.name}`,
      isDisabled: false,
      run: () => navigate(hrefTo("lineage", [id])),
    }));
    const textOf = ({ id, title }: PaletteRow): string => `${shortId(id)} ${title}`;
    groups.push({ group: shellStrings.groupCommit, rows: rankMatches(words, rows, textOf).slice(0, shown) });
  }
  return groups.filter(({ rows }) => rows.length > 0);
}

function commandGroups(commands: AppState["commands"], words: string): readonly PaletteGroup[] {
  const found = rankMatches(words, Object.values(commands).flat(), ({ title, group }) => `${title} ${group}`);
  const groups = Map.groupBy(found, ({ group }) => group);
  return [...groups].map(([group, listed]) => ({
    group,
    rows: listed.map(({ id, title, keys, isDisabled = false, run }) => ({
      id,
      title,
      note: "",
      isDisabled,
      run,
      ...(keys === undefined ? {} : { keys }),
    })),
  }));
}

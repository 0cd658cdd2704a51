import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { PLACES } from "#core/app/apart/places.ts";
import { contract } from "#core/contract/contract.ts";
import { DOORS, NO_DOOR, PALETTE_ENTRIES, type Door } from "#core/contract/doors.ts";
import { addCommands } from "#core/host/cli/commands/groups.ts";
import { doorCommands } from "#renderer/shell/palette-doors.ts";

type Row = Door & { readonly procedure: string };

const rows: readonly Row[] = Object.entries(DOORS).flatMap(([part, doors]) =>
  Object.entries<Door>(doors).map(([name, door]) => ({ procedure: `${part}.${name}`, ...door })),
);

const commands = await listCommands();

/** Every line that does something, as it is typed: `session start`, and `offer`, which has commands under it as well. */
async function listCommands(): Promise<readonly string[]> {
  const program = new Command();
  await addCommands(program, ["--help"]);
  return namesUnder(program, []);
}

function namesUnder(command: Command, above: readonly string[]): readonly string[] {
  return command.commands.flatMap((each) => {
    const path = [...above, each.name()];
    // Commander has no word for it: a group acts only where an action was given to it.
    const acts = Reflect.get(each, "_actionHandler") !== null;
    return [...(acts ? [path.join(" ")] : []), ...namesUnder(each, path)];
  });
}

const procedures = Object.entries(contract).flatMap(([part, forms]) =>
  Object.keys(forms).map((name) => `${part}.${name}`),
);

const NOWHERE = {
  head: null,
  earlier: null,
  session: null,
  waiting: null,
  deferred: null,
  unassessed: null,
  hasOffer: false,
  agent: null,
  resource: null,
  connections: null,
};
const NOBODY = { openOverlay: () => undefined, goTo: () => undefined };
const offered = doorCommands(NOWHERE, true, NOBODY);

const given = <T>(door: readonly T[] | string): readonly T[] => (typeof door === "string" ? [] : door);

describe("[L25] the three lists: procedures of the contract, commands of the line, entries of the palette", () => {
  it("have a row for each procedure, and no row of one that is gone", () => {
    expect(rows.map(({ procedure }) => procedure).toSorted()).toEqual(procedures.toSorted());
  });

  it("name every command of the line in some row, and none that there is not", () => {
    expect(commands.length).toBeGreaterThan(30);
    const named = new Set(rows.flatMap((row) => given<string>(row.commands)));
    expect({
      withoutRow: commands.filter((command) => !named.has(command)),
      withoutCommand: [...named].filter((command) => !commands.includes(command)),
    }).toEqual({ withoutRow: [], withoutCommand: [] });
  });

  it("give every command an entry of the palette, or the reason why not", () => {
    const doorless = commands.filter((command) => {
      const doors = rows
        .filter((row) => given<string>(row.commands).includes(command))
        .map(({ palette }) => palette);
      return !doors.some((palette) =>
        typeof palette === "string" ? palette in NO_DOOR : palette.length > 0,
      );
    });
    expect(doorless).toEqual([]);
  });

  it("leave no procedure that changes something to a door that is only drawn", () => {
    const places = Object.entries(PLACES).flatMap(([part, names]) =>
      Object.entries(names).map(([name, place]) => [`${part}.${name}`, place] as const),
    );
    const changing = new Set<string>(
      places.filter(([, place]) => place === "writes" || place === "sets").map(([name]) => name),
    );
    const hidden = rows.filter(
      ({ procedure, commands, palette }) =>
        changing.has(procedure) && [commands, palette].some((door) => door === "drawn" || door === "before"),
    );
    expect(hidden.map(({ procedure }) => procedure)).toEqual([]);
  });

  it("have every entry in the palette, each of some procedure", () => {
    const ids = offered.map(({ id }) => id);
    expect(ids).toEqual([...PALETTE_ENTRIES]);
    const named = new Set(rows.flatMap((row) => given(row.palette)));
    expect(PALETTE_ENTRIES.filter((entry) => !named.has(entry))).toEqual([]);
  });

  it("tell the entries apart: no two read alike", () => {
    const titles = offered.map(({ title }) => title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});

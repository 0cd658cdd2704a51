import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect } from "react";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { KeyCaps } from "#renderer/navigation/keys.tsx";
import type { PaletteRow } from "./palette-rows.ts";
import { usePaletteRows } from "./use-palette-rows.ts";
import "./palette.css";

const [paletteStore, palette] = createSpotlight();

const isOpenOf = (state: AppState) => state.overlay === "palette";
const queryOf = (state: AppState) => state.paletteQuery;

/** One field that finds every action, resource and commit. */
export function Palette() {
  const { store } = useApp();
  const isOpen = useAppState(isOpenOf);
  const query = useAppState(queryOf);
  useEffect(() => {
    if (isOpen) palette.open();
    else palette.close();
  }, [isOpen]);
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={(paletteQuery) => store.setState({ paletteQuery })}
      onSpotlightClose={() => {
        if (store.getState().overlay === "palette") store.getState().closeOverlay();
      }}
      shortcut={null}
      size={640}
      yOffset={72}
      scrollable
      maxHeight={460}
      transitionProps={{ duration: 0 }}
      // What was run may have opened something that takes the focus; where it did not, the frame gives it back.
      returnFocus={false}
      overlayProps={{ color: "var(--scrim)", backgroundOpacity: 1, blur: 0 }}
      classNames={{ content: "palette" }}
      attributes={{ content: { "aria-label": shellStrings.palette } }}
    >
      <Spotlight.Search
        placeholder={shellStrings.paletteHint}
        aria-label={shellStrings.palette}
        leftSection={<IconSearch size={16} stroke={1.8} />}
      />
      {isOpen ? <PaletteList query={query} /> : null}
    </Spotlight.Root>
  );
}

/** What scrolls must be within reach of keys; the list hands this on to its scroll area, though its type does not say so. */
const REACHABLE = { viewportProps: { tabIndex: 0 } };

/** Rows are worked out only while the palette is open. */
function PaletteList({ query }: { readonly query: string }) {
  const groups = usePaletteRows(query);
  return (
    <Spotlight.ActionsList {...REACHABLE}>
      {groups.map(({ group, rows }) => (
        <Spotlight.ActionsGroup key={group} label={group}>
          {rows.map((row) => (
            <PaletteAction key={row.id} row={row} />
          ))}
        </Spotlight.ActionsGroup>
      ))}
      {groups.length === 0 ? <Spotlight.Empty>{shellStrings.paletteEmpty}</Spotlight.Empty> : null}
    </Spotlight.ActionsList>
  );
}

function PaletteAction({ row }: { readonly row: PaletteRow }) {
  const { store } = useApp();
  return (
    <Spotlight.Action
      disabled={row.isDisabled}
      data-row={row.id}
      onClick={() => {
        // Closed first: what is run may open an overlay of its own.
        store.getState().closeOverlay();
        store.getState().remember(row.id);
        row.run();
      }}
    >
      <span className="palette-title" dir="auto" title={showHiddenSigns(row.title)}>
        <ShownText text={row.title} />
      </span>
      {row.note === "" ? null : (
        <span className="palette-note" dir="auto">
          <ShownText text={row.note} />
        </span>
      )}
      {row.keys === undefined ? null : <KeyCaps keys={row.keys} />}
    </Spotlight.Action>
  );
}

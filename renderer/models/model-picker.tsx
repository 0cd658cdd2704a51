import { Combobox, InputBase, useCombobox, type ComboboxStore } from "@mantine/core";
import { useId, useLayoutEffect, useState, type KeyboardEvent, type ReactNode } from "react";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { modelStrings } from "#renderer/strings/models.ts";
import { ModelName } from "./model-name.tsx";
import { ModelOptions, readOpen } from "./model-options.tsx";
import { useFirstModel } from "./use-first-model.ts";
import "./model-picker.css";

type ModelPickerProps = {
  readonly label: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  /** CONNECTION/NAME; null for the usual one. */
  readonly value: string | null;
  /** What is meant where nothing is chosen; left out where something has to be. */
  readonly usual?: { readonly model: string | null; readonly words: string };
  /** Only this connection's models are meant. */
  readonly only?: string;
  readonly onChange: (model: string | null) => void;
};

/** As wide as names and prices need; less where the window has less. */
const WIDTH = "min(460px, calc(100vw - 24px))";

/** Stands for the usual one among the options, where a value is never empty. */
const USUAL = " usual";

/**
 * Which model is meant, wherever one is. Endpoints are asked for their names when it is opened, and not before; a name
 * that none of them says can be typed [V18].
 */
export function ModelPicker({ label, description, error, value, usual, only, onChange }: ModelPickerProps) {
  const id = useId();
  const [search, setSearch] = useState("");
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch("");
    },
  });
  const shown = value ?? usual?.model ?? null;
  const choose = (chosen: string): void => {
    const opened = readOpen(chosen);
    if (opened !== null) {
      navigate(hrefTo("settings", ["connections", opened]));
      return;
    }
    onChange(chosen === USUAL ? null : chosen);
    combobox.closeDropdown();
    combobox.focusTarget();
  };
  return (
    <Combobox
      store={combobox}
      width={WIDTH}
      position="bottom-start"
      transitionProps={{ duration: 0 }}
      onOptionSubmit={choose}
    >
      <Combobox.Target targetType="button">
        <InputBase
          component="button"
          type="button"
          className="model-picker"
          label={label}
          description={description}
          error={error}
          pointer
          id={id}
          aria-labelledby={`${id}-label ${id}`}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onClick={() => combobox.toggleDropdown()}
        >
          {shown === null ? (
            <span className="faint">{modelStrings.choose}</span>
          ) : (
            <ModelName
              model={shown}
              {...(value === null && usual !== undefined ? { note: usual.words } : {})}
            />
          )}
        </InputBase>
      </Combobox.Target>
      <PickerDrop
        {...{ combobox, search, value, only }}
        onSearch={setSearch}
        usual={
          usual === undefined || usual.model === null ? null : { ...usual, model: usual.model, value: USUAL }
        }
      />
    </Combobox>
  );
}

type PickerDropProps = {
  readonly combobox: ComboboxStore;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly value: string | null;
  readonly only: string | undefined;
  readonly usual: { readonly model: string; readonly words: string; readonly value: string } | null;
};

/** What opens below: a search, and what it finds. */
function PickerDrop({ combobox, search, onSearch, value, only, usual }: PickerDropProps) {
  const onListed = useFirstModel(combobox);
  const { dropdownOpened, searchRef } = combobox;
  // At once, so that what is typed right after opening is not lost [V18]. It is not in its place yet.
  useLayoutEffect(() => {
    if (dropdownOpened) searchRef.current?.focus({ preventScroll: true });
  }, [dropdownOpened, searchRef]);
  return (
    <Combobox.Dropdown
      className="model-drop"
      onKeyDown={(event) => {
        if (!leavesBy(event)) return;
        // It stands at the end of the page: what comes after it there is behind the dialog that it belongs to.
        event.preventDefault();
        combobox.closeDropdown();
        combobox.focusTarget();
      }}
    >
      <Combobox.Search
        value={search}
        aria-label={modelStrings.search}
        placeholder={only === undefined ? modelStrings.searchHint : modelStrings.searchOnlyHint}
        onChange={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") combobox.focusTarget();
        }}
      />
      {combobox.dropdownOpened ? (
        <ModelOptions
          search={search}
          chosen={value}
          {...(only === undefined ? {} : { only })}
          onListed={onListed}
          usual={usual}
        />
      ) : null}
    </Combobox.Dropdown>
  );
}

/** Tab past its last link, or back before its search. */
function leavesBy({ key, shiftKey, target, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  if (key !== "Tab") return false;
  const ends = [...currentTarget.querySelectorAll("input, a[href]")];
  return target === (shiftKey ? ends[0] : ends.at(-1));
}

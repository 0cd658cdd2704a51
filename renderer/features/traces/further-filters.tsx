import { Autocomplete, Button, NumberInput, Popover, TextInput } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useState } from "react";
import { useQuery } from "#renderer/store/app-context.ts";
import { resourcesQuery } from "#renderer/store/shared-queries.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { countFurther, NO_FURTHER, type FurtherFilter, type TraceFilter } from "./trace-filter.ts";

type FurtherFiltersProps = {
  readonly filter: TraceFilter;
  readonly onFilter: (filter: TraceFilter) => void;
};

const { furtherFields: words } = tracesStrings;

/** By tool, commit, score, cost and time; the button says how many of them bind. */
export function FurtherFilters({ filter, onFilter }: FurtherFiltersProps) {
  const [isOpen, setIsOpen] = useState(false);
  const count = countFurther(filter);
  const set = (part: Partial<FurtherFilter>): void => onFilter({ ...filter, ...part });
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-start"
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button leftSection={<IconFilter size={14} stroke={1.8} />} onClick={() => setIsOpen(!isOpen)}>
          {tracesStrings.further(count)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={tracesStrings.further(0)}>
        <div className="traces-further">
          <TextInput
            className="traces-wide"
            label={words.commit}
            placeholder={tracesStrings.commitHint}
            value={filter.commit}
            maxLength={200}
            onChange={(event) => set({ commit: event.currentTarget.value.trim() })}
          />
          <ToolField filter={filter} set={set} />
          <Bounds filter={filter} set={set} names={["minScore", "maxScore"]} max={100} />
          <Bounds filter={filter} set={set} names={["minUsd", "maxUsd"]} />
          <Days filter={filter} set={set} />
          <Button className="traces-wide" disabled={count === 0} onClick={() => set(NO_FURTHER)}>
            {tracesStrings.clearFurther}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

type FieldProps = {
  readonly filter: TraceFilter;
  readonly set: (part: Partial<FurtherFilter>) => void;
};

/** The tools of the registry to choose from; those of other programs' traces are typed. */
function ToolField({ filter, set }: FieldProps) {
  const tools = (useQuery(resourcesQuery).data ?? []).filter(({ kind }) => kind === "tool");
  return (
    <Autocomplete
      className="traces-wide"
      label={words.tool}
      data={tools.map(({ name }) => name)}
      value={filter.tool}
      maxLength={200}
      comboboxProps={{ transitionProps: { duration: 0 }, withinPortal: false }}
      onChange={(tool) => set({ tool })}
    />
  );
}

type BoundsProps = FieldProps & {
  readonly names: readonly ["minScore", "maxScore"] | readonly ["minUsd", "maxUsd"];
  readonly max?: number;
};

function Bounds({ filter, set, names, max }: BoundsProps) {
  return names.map((name) => (
    <NumberInput
      key={name}
      label={words[name]}
      value={filter[name] ?? ""}
      min={0}
      {...(max === undefined ? {} : { max })}
      hideControls
      onChange={(value) => set({ [name]: typeof value === "number" ? value : null })}
    />
  ));
}

function Days({ filter, set }: FieldProps) {
  return (["since", "until"] as const).map((name) => (
    <TextInput
      key={name}
      type="date"
      label={words[name]}
      value={filter[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  ));
}

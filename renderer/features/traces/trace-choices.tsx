import { Select } from "@mantine/core";
import { useQuery } from "#renderer/store/app-context.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { FurtherFilters } from "./further-filters.tsx";
import type { TraceFilter } from "./trace-filter.ts";
import { traceChoicesQuery } from "./trace-queries.ts";
import { shortName } from "./trace-words.ts";

type TraceChoicesProps = {
  readonly filter: TraceFilter;
  readonly onFilter: (filter: TraceFilter) => void;
};

/** Narrows the list to one agent, model or session of those there are. */
export function TraceChoices({ filter, onFilter }: TraceChoicesProps) {
  const choices = useQuery(traceChoicesQuery).data ?? { agents: [], models: [], sessions: [] };
  const fields = [
    ["agent", tracesStrings.anyAgent, choices.agents, shortName],
    ["model", tracesStrings.anyModel, choices.models, (model: string) => model],
    ["session", tracesStrings.anySession, choices.sessions, tracesStrings.session],
  ] as const;
  return (
    <div className="traces-choices">
      {fields.map(([name, any, values, toLabel]) => (
        <Select
          key={name}
          aria-label={tracesStrings.narrow[name]}
          value={filter[name]}
          data={[
            { value: "", label: any },
            ...values.map((value) => ({ value, label: toLabel(value) })),
            // What another view asked for stands here also where it is not among the choices yet.
            ...(filter[name] === "" || values.includes(filter[name])
              ? []
              : [{ value: filter[name], label: toLabel(filter[name]) }]),
          ]}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={(value) => onFilter({ ...filter, [name]: value ?? "" })}
        />
      ))}
      <FurtherFilters filter={filter} onFilter={onFilter} />
    </div>
  );
}

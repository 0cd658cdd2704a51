import { ActionIcon, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { OPEN_SPLITS, type OpenSplit } from "#core/domain/dataset.ts";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Dataset } from "#renderer/store/shared-queries.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount } from "#renderer/text/format.ts";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { itemsQuery, PAGE, type ItemPage } from "./data-queries.ts";
import { ItemPanel } from "./item-panel.tsx";
import { ItemTable } from "./item-table.tsx";

const TYPING_MS = 200;

/** The items that people may read, filtered; the chosen one whole at the right. */
export function ItemsTab({ dataset }: { readonly dataset: Dataset }) {
  const { queries } = useApp();
  const { query } = useRoute();
  const split: OpenSplit = OPEN_SPLITS.find((each) => each === query["split"]) ?? OPEN_SPLITS[0];
  const [text, setText] = useState("");
  const [className, setClassName] = useState("");
  const [offset, setOffset] = useState(0);
  const [settled] = useDebouncedValue(text, TYPING_MS);
  const page = itemsQuery({ dataset: dataset.name, split, offset, text: settled, className });
  const items = useQuery(page);
  const go = (change: { readonly split?: OpenSplit; readonly item?: string | undefined }): void => {
    const next = { split, item: undefined, ...change };
    navigate(hrefTo("data", [dataset.name], next), { replace: true });
  };
  const restart = (): void => setOffset(0);
  const selected = items.data?.items.find(({ id }) => id === query["item"]);
  return (
    <div className="panes data-split">
      <div className="panes-main data-column">
        <div className="data-tools">
          <SegmentedControl
            aria-label={dataStrings.split}
            value={split}
            data={OPEN_SPLITS.map((value) => ({
              value,
              label: dataStrings.splits[value],
            }))}
            onChange={(value) => {
              restart();
              go({ split: value });
            }}
          />
          <ClassSelect
            classes={items.data?.classes ?? []}
            value={className}
            onChange={(value) => {
              restart();
              setClassName(value);
            }}
          />
          <div className="pane-spacer" />
          <TextInput
            className="data-filter"
            aria-label={dataStrings.filter}
            placeholder={dataStrings.filter}
            leftSection={<IconSearch size={14} stroke={1.8} />}
            value={text}
            maxLength={200}
            onChange={(event) => {
              restart();
              setText(event.currentTarget.value);
            }}
          />
          <Pager page={items.data} offset={offset} onOffset={setOffset} />
        </div>
        <Ready of={items} rows={10} onRetry={() => queries.retry(page.key)}>
          {({ items: listed }) =>
            listed.length === 0 ? (
              <NoItems isFiltered={settled !== "" || className !== ""} split={split} />
            ) : (
              <ItemTable items={listed} selected={selected?.id ?? null} onSelect={(item) => go({ item })} />
            )
          }
        </Ready>
      </div>
      {selected === undefined ? null : <ItemPanel item={selected} onClose={() => go({})} />}
    </div>
  );
}

function NoItems({ isFiltered, split }: { readonly isFiltered: boolean; readonly split: OpenSplit }) {
  if (isFiltered) return <EmptyState title={dataStrings.noMatch}>{dataStrings.noMatchText}</EmptyState>;
  return <EmptyState title={dataStrings.noItems(dataStrings.splits[split])} />;
}

type ClassSelectProps = {
  readonly classes: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function ClassSelect({ classes, value, onChange }: ClassSelectProps) {
  if (classes.length === 0) return null;
  return (
    <Select
      className="data-class"
      aria-label={dataStrings.classLabel}
      value={value}
      data={[{ value: "", label: dataStrings.allClasses }, ...classes]}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(next) => onChange(next ?? "")}
    />
  );
}

type PagerProps = {
  readonly page: ItemPage | undefined;
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
};

/** Only for datasets that do not fit into one answer. */
function Pager({ page, offset, onOffset }: PagerProps) {
  if (page === undefined) return null;
  const last = offset + page.items.length;
  if (page.total <= PAGE) return <span className="faint number">{formatCount(page.total)}</span>;
  return (
    <span className="data-pager">
      <ActionIcon
        aria-label={dataStrings.earlier}
        disabled={offset === 0}
        onClick={() => onOffset(offset - PAGE)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <span className="faint number">
        {dataStrings.range(formatCount(offset + 1), formatCount(last), formatCount(page.total))}
      </span>
      <ActionIcon
        aria-label={dataStrings.later}
        disabled={last >= page.total}
        onClick={() => onOffset(offset + PAGE)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </span>
  );
}

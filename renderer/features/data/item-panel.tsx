import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { hrefTo } from "#renderer/navigation/route.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { SidePane } from "#renderer/ui/side-pane.tsx";
import type { Item } from "./data-queries.ts";

const PANEL = { initial: 380, min: 280, max: 640 };

/** Characters of an input that tell its runs from those of all others. */
const TELLING = 60;

/** One item, whole. */
export function ItemPanel({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const tools = (
    <>
      <div className="pane-spacer" />
      <ActionIcon onClick={onClose} aria-label={dataStrings.closeItem}>
        <IconX size={16} stroke={1.8} />
      </ActionIcon>
    </>
  );
  return (
    <SidePane id="item-panel" label={dataStrings.item} side="right" {...PANEL}>
      <Pane id="item" title={item.id} tools={tools} className="item-pane">
        <ItemBody item={item} />
      </Pane>
    </SidePane>
  );
}

function ItemBody({
  item: { input, expected, className, group, initialState = {} },
}: {
  readonly item: Item;
}) {
  const parts = typeof input === "string" ? [[dataStrings.input, input] as const] : Object.entries(input);
  const telling = (parts[0]?.[1] ?? "").slice(0, TELLING);
  return (
    <>
      <dl className="item-facts">
        {className === null ? null : (
          <div>
            <dt>{dataStrings.columns.class}</dt>
            <dd>{className}</dd>
          </div>
        )}
        {group === null ? null : (
          <div>
            <dt>{dataStrings.columns.group}</dt>
            <dd>{group}</dd>
          </div>
        )}
        <div>
          <dt>{dataStrings.runs}</dt>
          <dd>
            <a className="link" href={hrefTo("traces", [], { text: telling })}>
              {dataStrings.findRuns}
            </a>
          </dd>
        </div>
      </dl>
      {parts.map(([name, text]) => (
        <section key={name} className="item-block">
          <h3 className="item-block-title">{name}</h3>
          <p className="item-text" dir="auto">
            {text}
          </p>
        </section>
      ))}
      {Object.entries(initialState).map(([environment, state]) => (
        <section key={environment} className="item-block">
          <h3 className="item-block-title">{dataStrings.beginsIn(environment)}</h3>
          <pre className="item-code" dir="auto">
            {JSON.stringify(state, null, 2)}
          </pre>
        </section>
      ))}
      <section className="item-block">
        <h3 className="item-block-title">{dataStrings.expected}</h3>
        <pre className="item-code" dir="auto">
          {typeof expected === "string" ? expected : JSON.stringify(expected, null, 2)}
        </pre>
      </section>
    </>
  );
}

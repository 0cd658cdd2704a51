import type { ChangePreviewDocument } from "#core/contract/resources.ts";
import type { Json } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type Changed = ChangePreviewDocument["changes"][number];
type Difference = ChangePreviewDocument["differences"][number];

type ChangedResourceProps = {
  readonly changed: Changed;
  readonly contract: ChangePreviewDocument["contract"];
  readonly differences: readonly Difference[];
};

/** One resource of a change: its new label, what others notice of it, and what becomes of it place by place. */
export function ChangedResource({ changed, contract, differences }: ChangedResourceProps) {
  const { resource, from, label, lifecycle } = changed;
  const breaks = contract.filter(({ kind }) => kind === "broken");
  const gains = contract.filter(({ kind }) => kind === "added");
  return (
    <section className="change" aria-label={resource}>
      <header className="change-head">
        <h3 className="mono change-name">{resource}</h3>
        <span className="number">{from === null ? formStrings.newLabel(label) : label}</span>
        {lifecycle === "active" ? null : <span className="faint">{resourceStrings.states[lifecycle]}</span>}
      </header>
      {breaks.length === 0 ? null : (
        <p className="change-breaks">{formStrings.breaks(breaks.map(({ text }) => text))}</p>
      )}
      {gains.length === 0 ? null : (
        <p className="change-gains">{formStrings.gains(gains.map(({ text }) => text))}</p>
      )}
      {from === null ? (
        <NewContent differences={differences} />
      ) : (
        differences.map((difference) => <ChangedPlace key={difference.path} difference={difference} />)
      )}
      {differences.length === 0 ? <p className="faint">{formStrings.contentStays}</p> : null}
    </section>
  );
}

/** Nothing of a new resource was there before: it is read as it will be. */
function NewContent({ differences }: Pick<ChangedResourceProps, "differences">) {
  const whole = differences.find(({ path }) => path === "");
  const parts: readonly (readonly [string, Json])[] =
    whole?.after !== undefined && typeof whole.after === "object" && !Array.isArray(whole.after)
      ? Object.entries(whole.after ?? {})
      : differences.flatMap(({ name, after }) => (after === undefined ? [] : [[name, after] as const]));
  return (
    <details className="change-new">
      <summary>{formStrings.showContent}</summary>
      {parts.map(([name, value]) => (
        <div key={name} className="change-place">
          <div className="change-place-name">
            <ShownText text={name} />
          </div>
          <DiffView before={undefined} after={value} />
        </div>
      ))}
    </details>
  );
}

function ChangedPlace({ difference }: { readonly difference: Difference }) {
  const { name, before, after } = difference;
  return (
    <div className="change-place">
      <div className="change-place-name">
        <ShownText text={name} />
      </div>
      <DiffView before={before} after={after} />
    </div>
  );
}

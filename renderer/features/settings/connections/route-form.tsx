import { Button, Select, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { ROUTE_ORDERS } from "#core/domain/route.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { ErrorState } from "#renderer/ui/states.tsx";
import { toastDone } from "#renderer/ui/toast.tsx";
import { asksToLeave } from "./form-keys.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { ModelRows } from "./model-rows.tsx";
import { faultOfModels, findRouteFaults, NEW_ROUTE, type RouteDraft } from "./route-draft.ts";
import { showFirstFault } from "./show-first-fault.ts";
import { useConnections } from "./use-connections.ts";
import "./connection-form.css";

const ORDERS = ROUTE_ORDERS.map((value) => ({ value, label: connectionStrings.routeOrders[value] }));
const MOST = 10;

type RouteFormProps = {
  /** As it is now; null for a new one, which also gets a name. */
  readonly route: RouteDraft | null;
  readonly taken: readonly string[];
  readonly onLeave: () => void;
};

/** Under which name, in which order, and which models. */
export function RouteForm({ route, taken, onLeave }: RouteFormProps) {
  const begun = route ?? NEW_ROUTE;
  const { draft, set, problem, isBusy, faults, stops, save } = useRouteDraft(begun, taken, onLeave);
  const [isLeaving, setIsLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (stops > 0) showFirstFault(form.current);
  }, [stops]);
  return (
    <form
      className="connection-form route-form"
      aria-label={route === null ? connectionStrings.newRoute : connectionStrings.editTitle(route.name)}
      noValidate
      ref={form}
      onKeyDown={(event) => {
        if (!asksToLeave(event)) return;
        if (JSON.stringify(draft) === JSON.stringify(begun)) onLeave();
        else setIsLeaving(true);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {route === null ? (
        <TextInput
          ref={focusOnMount}
          label={connectionStrings.name}
          description={connectionStrings.routeNameNote}
          error={faults.name}
          value={draft.name}
          spellCheck={false}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      ) : null}
      <Select
        {...(route === null ? {} : { ref: focusOnMount })}
        label={connectionStrings.routeOrder}
        data={ORDERS}
        value={draft.order}
        allowDeselect={false}
        onChange={(order) => set({ order: order ?? draft.order })}
      />
      <ModelRows
        label={connectionStrings.routeModels}
        note={connectionStrings.routeModelsNote}
        models={draft.models}
        most={MOST}
        fault={faults.models}
        onChange={(models) => set({ models })}
      />
      {problem === null || faults.models !== undefined ? null : <ErrorState problem={problem} />}
      <div className="form-foot">
        <span className="form-note" />
        <Button onClick={onLeave}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy}>
          {connectionStrings.save}
        </Button>
      </div>
      <LeaveDialog isOpen={isLeaving} onClose={() => setIsLeaving(false)} onLeave={onLeave} />
    </form>
  );
}

/** What is filled in, what stands against it once somebody says that it is done, and the way to save it. */
function useRouteDraft(begun: RouteDraft, taken: readonly string[], onSaved: () => void) {
  const { isBusy, change } = useConnections();
  const [draft, setDraft] = useState(begun);
  /** How often it could not be saved. */
  const [stops, setStops] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const own = findRouteFaults(draft, taken);
  const refused = problem === null ? null : faultOfModels(problem.message, draft.name);
  const faults = { ...(refused === null ? {} : { models: refused }), ...(stops > 0 ? own : {}) };
  const save = async (): Promise<void> => {
    const { name, order, models } = draft;
    const isWhole = Object.keys(own).length === 0;
    const failed = isWhole
      ? await change(
          async (client) =>
            await client.connections.saveRoute({ name, route: { order, models: [...models] } }),
        )
      : null;
    setProblem(failed);
    if (!isWhole || failed !== null) {
      setStops((before) => before + 1);
      return;
    }
    toastDone(connectionStrings.savedAs(`route/${name}`));
    onSaved();
  };
  const set = (next: Partial<RouteDraft>): void => {
    setProblem(null);
    setDraft({ ...draft, ...next });
  };
  return { draft, set, problem, isBusy, faults, stops, save };
}

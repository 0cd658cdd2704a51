import { useRef } from "react";
import type { JsonObject } from "#core/base/json.ts";
import { toResourceKey } from "#core/domain/resource.ts";
import type { Form } from "#renderer/features/resources/form/use-form.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { toastProblem } from "#renderer/ui/toast.tsx";

/** Has a new resource begin as a copy of another of its kind, or, for null, as any new one does. Its name stays. */
export function useCopy(form: Form, start: JsonObject): (name: string | null) => void {
  const act = useAct();
  const { draft, change } = form;
  /** What was chosen last: an answer about another comes too late. */
  const chosen = useRef<string | null>(null);
  return (name) => {
    chosen.current = name;
    if (name === null) {
      change({ copiedFrom: null, opened: start, content: start, json: null, unread: {}, beside: null });
      return;
    }
    const resource = toResourceKey(draft.kind, name);
    const asked = { resource, at: draft.branch };
    void act(async (client) => await client.resources.show(asked), []).then((shown) => {
      if (chosen.current !== name) return;
      if (!shown.ok) {
        toastProblem(shown.error);
        return;
      }
      const content = shown.value.content as JsonObject; // As every content is.
      const { version } = shown.value;
      change({
        copiedFrom: { resource, version },
        opened: content,
        content,
        json: null,
        unread: {},
        beside: null,
      });
    });
  };
}

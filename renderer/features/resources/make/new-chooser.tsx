import { RESOURCE_KINDS } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { newDraftKey } from "./new-draft-key.ts";
import "./make.css";

const formsOf = (state: AppState) => state.forms;

/** Which kind is to be made: what each is, in a line. */
export function NewChooser() {
  const forms = useAppState(formsOf);
  return (
    <Pane id="resource" title={formStrings.newTitle}>
      <ul className="make-kinds">
        {RESOURCE_KINDS.map((kind, at) => (
          <li key={kind}>
            <a
              className="make-kind"
              href={hrefTo("resources", ["new", kind])}
              {...(at === 0 ? { ref: focusOnMount } : {})}
            >
              <span className="make-kind-name">{formStrings.kinds[kind]}</span>
              <span className="soft">{formStrings.kindNotes[kind]}</span>
              {forms[newDraftKey(kind, null)] === undefined ? null : (
                <Tag meaning="neutral">{formStrings.begun}</Tag>
              )}
            </a>
          </li>
        ))}
      </ul>
    </Pane>
  );
}

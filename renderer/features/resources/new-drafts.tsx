import { hrefTo, useRoute } from "#renderer/navigation/route.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { listNewDrafts } from "./make/new-draft-key.ts";

const formsOf = (state: AppState) => state.forms;

/** New resources that somebody began and did not commit: they are found where they will stand. */
export function NewDrafts() {
  const forms = useAppState(formsOf);
  const { parts, query } = useRoute();
  const begun = listNewDrafts(forms);
  if (begun.length === 0) return null;
  return (
    <section aria-label={formStrings.begunTitle}>
      <h3 className="resources-kind">
        {formStrings.begunTitle} <span className="faint">{begun.length}</span>
      </h3>
      <ul>
        {begun.map(({ kind, from, draft: { name } }) => (
          <li key={`${kind} ${from ?? ""}`}>
            <a
              className="resources-row"
              href={hrefTo("resources", ["new", kind], from === null ? {} : { from })}
              {...(parts[0] === "new" && parts[1] === kind && (query["from"] ?? null) === from
                ? { "aria-current": "true" as const }
                : {})}
            >
              <span className="truncate resources-name">
                {name === "" ? formStrings.newOf[kind] : <ShownText text={name} />}
              </span>
              {name === "" ? null : <span className="faint">{formStrings.kinds[kind].toLowerCase()}</span>}
              <span className="resources-edited">{formStrings.edited}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

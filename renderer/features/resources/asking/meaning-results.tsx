import { Button } from "@mantine/core";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { settingsQuery } from "#renderer/store/shared-queries.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { Answer } from "#renderer/store/queries.ts";
import { askingStrings } from "#renderer/strings/asking.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./asking.css";

export type Search = Answer<WorkspaceClient["resources"]["retrieve"]>;

type MeaningResultsProps = {
  readonly search: Search;
  readonly selected: ResourceKey | null;
  readonly onAll: () => void;
};

/** What a search found, best first, and which way it was found: a worse list is not taken for the better one [R37]. */
export function MeaningResults({ search, selected, onAll }: MeaningResultsProps) {
  const { by, model, why, found, spend } = search;
  const settings = useQuery(settingsQuery).data;
  return (
    <section aria-label={askingStrings.search}>
      <div className="resources-search-head">
        <span className="faint">
          {by === "meaning" ? askingStrings.byMeaning(model ?? "") : askingStrings.byWords}
          {spend.calls === 0 ? "" : ` · ${askingStrings.paid(spend.calls, spend.inputTokens)}`}
        </span>
        <Button className="resources-head-button" onClick={onAll}>
          {askingStrings.showAll}
        </Button>
      </div>
      {why === null ? null : settings?.embeddings === null ? (
        <p className="resources-none soft">
          {askingStrings.noModel}{" "}
          <a className="link" href={hrefTo("settings", [], { section: settingsStrings.defaults })}>
            {askingStrings.chooseModel}
          </a>
        </p>
      ) : (
        <p className="resources-none soft">
          <ShownText text={`${askingStrings.notByMeaning(why.message)} ${why.hint}`} />
        </p>
      )}
      {found.length === 0 ? <p className="resources-none faint">{askingStrings.none}</p> : null}
      <ul>
        {found.map(({ kind, name, state, score, description }) => (
          <li key={`${kind}/${name}`}>
            <a
              className="resources-row"
              href={hrefTo("resources", [kind, name])}
              {...(selected === `${kind}/${name}` ? { "aria-current": "true" as const } : {})}
            >
              <span className="truncate resources-name">{name}</span>
              <span className="faint">{kind}</span>
              {state === "active" ? null : <span className="soft">{resourceStrings.states[state]}</span>}
              {score === null ? null : (
                <span className="number faint" title={askingStrings.likeness}>
                  {score.toFixed(2)}
                </span>
              )}
            </a>
            <div className="resources-found-text faint truncate">
              <ShownText text={description} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

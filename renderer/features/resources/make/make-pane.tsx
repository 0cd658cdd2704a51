import type { JsonObject } from "#core/base/json.ts";
import { splitResourceKey, type ResourceKey, type ResourceKind } from "#core/domain/resource.ts";
import { ResourceForm } from "#renderer/features/resources/form/resource-form.tsx";
import { startingContent } from "#renderer/features/resources/form/starting-content.ts";
import { useForm } from "#renderer/features/resources/form/use-form.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { modelQuery } from "#renderer/navigation/top-bar-queries.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import {
  registryQuery,
  resourceAtQuery,
  type Resource,
  type Resources,
} from "#renderer/store/shared-queries.ts";
import type { Query } from "#renderer/store/queries.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { ErrorState, LoadingState, Ready } from "#renderer/ui/states.tsx";
import { newDraftKey } from "./new-draft-key.ts";
import { NewHead } from "./new-head.tsx";
import { useFirstAgent } from "./use-first-agent.ts";
import "./make.css";

type MakePaneProps = {
  readonly kind: ResourceKind;
  /** What it is to be a copy of, by the address. */
  readonly from: ResourceKey | null;
};

const NO_SOURCE: Query<Resource | null> = {
  key: "resources.make",
  topics: [],
  read: async () => await Promise.resolve(null),
};

/** Makes a new resource of a kind, from little or from a copy. */
export function MakePane({ kind, from }: MakePaneProps) {
  const { queries } = useApp();
  const branch = useShownBranch();
  const registry = useQuery(registryQuery("head"));
  const model = useQuery(modelQuery);
  const source = useQuery<Resource | null>(from === null ? NO_SOURCE : resourceAtQuery(from, "head"));
  const isKnown = model.data !== undefined || model.problem !== undefined;
  return (
    <Pane id="resource" title={formStrings.newOf[kind]}>
      <Ready of={registry} onRetry={() => queries.retry(registryQuery("head").key)}>
        {(listed) =>
          from !== null && source.data === undefined && source.problem !== undefined ? (
            <ErrorState
              problem={source.problem}
              onRetry={() => queries.retry(resourceAtQuery(from, "head").key)}
            />
          ) : branch === null || !isKnown || (from !== null && source.data === undefined) ? (
            <LoadingState />
          ) : (
            <MakeForm
              key={newDraftKey(kind, from)}
              at={newDraftKey(kind, from)}
              kind={kind}
              registry={listed}
              branch={branch}
              model={model.data ?? null}
              source={source.data ?? null}
            />
          )
        }
      </Ready>
    </Pane>
  );
}

type MakeFormProps = {
  /** Where its draft is kept. */
  readonly at: string;
  readonly kind: ResourceKind;
  readonly registry: Resources;
  readonly branch: string;
  readonly model: string | null;
  readonly source: Resource | null;
};

function MakeForm({ at, kind, registry, branch, model, source }: MakeFormProps) {
  const start = source === null ? startingContent(kind, model) : (source.content as JsonObject); // As every content is.
  const form = useForm(at, {
    branch,
    kind,
    name: "",
    base: null,
    copiedFrom:
      source === null ? null : { resource: `${source.kind}/${source.name}`, version: source.version },
    opened: start,
    content: start,
    json: null,
    unread: {},
    beside: null,
    message: "",
  });
  const setFirstAgent = useFirstAgent(registry);
  return (
    <ResourceForm
      form={form}
      registry={registry}
      label={formStrings.newOf[kind]}
      head={(faults) => (
        <NewHead
          form={form}
          fault={faults["name"]}
          registry={registry}
          start={startingContent(kind, model)}
        />
      )}
      onLeave={() => navigate(hrefTo("resources"))}
      onDone={({ changes }, as) => {
        const made = changes.find(({ resource }) => splitResourceKey(resource).kind === kind);
        if (as !== "commit" || made === undefined) return;
        if (kind === "agent") setFirstAgent(splitResourceKey(made.resource).name);
        navigate(hrefTo("resources", made.resource.split("/")));
      }}
    />
  );
}

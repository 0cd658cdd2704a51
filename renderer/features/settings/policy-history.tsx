import { Button } from "@mantine/core";
import type { PolicyVersionDocument } from "#core/contract/settings.ts";
import type { PolicyRule } from "#core/domain/policy.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { formatExact } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { When } from "#renderer/ui/when.tsx";
import { describeWhen } from "./describe-when.ts";
import { diffPolicies, type PolicyVersion } from "./policy-diff.ts";
import { useSave } from "./use-save.ts";

const historyQuery: Query<readonly PolicyVersionDocument[]> = {
  key: "settings.policyHistory",
  topics: ["settings"],
  read: async (client) => await client.settings.policyHistory(),
};

/** What holds where nothing was ever saved. */
const USUAL: PolicyVersion = { approve: null, rules: null };

/** Every policy that was saved, newest first: who saved it and when, what it changed, and the way back to it. */
export function PolicyHistory() {
  const versions = useQuery(historyQuery).data;
  const { isBusy, save } = useSave();
  if (versions === undefined) return null;
  return (
    <section className="policy" aria-label={settingsStrings.policyHistory}>
      <h4 className="policy-title">{settingsStrings.policyHistory}</h4>
      {versions.length === 0 ? <p className="setting-note">{settingsStrings.policyHistoryNone}</p> : null}
      <ol className="policy-history">
        {versions.map((version, at) => (
          <li key={version.id}>
            <VersionHead version={version} />
            <Changes before={versions[at + 1] ?? USUAL} after={version} />
            {version.isCurrent ? null : (
              <Button
                size="compact-xs"
                disabled={isBusy}
                aria-label={settingsStrings.policyRestoreLabel(formatExact(version.at ?? ""))}
                onClick={() => void save({ policy: version.rules, approve: version.approve })}
              >
                {settingsStrings.policyRestore}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function VersionHead({ version: { at, by, isCurrent } }: { readonly version: PolicyVersionDocument }) {
  return (
    <div className="policy-version">
      {at === null ? (
        <span>{settingsStrings.policyByHand}</span>
      ) : (
        <span>
          <When at={at} /> {by === null ? null : <ShownText text={settingsStrings.policyBy(by.name)} />}
        </span>
      )}
      {isCurrent ? <Mark meaning="good">{settingsStrings.policyInForce}</Mark> : null}
    </div>
  );
}

function Changes({ before, after }: { readonly before: PolicyVersion; readonly after: PolicyVersion }) {
  const { added, removed, isReordered, decides } = diffPolicies(before, after);
  const isNothing = added.length + removed.length === 0 && !isReordered && decides === null;
  return (
    <ul className="policy-changes">
      {isNothing ? <li className="soft">{settingsStrings.policyNoChange}</li> : null}
      {decides === null ? null : (
        <li>
          {settingsStrings.policyDecides(
            settingsStrings.policies[decides.before],
            settingsStrings.policies[decides.after],
          )}
        </li>
      )}
      {isReordered ? <li>{settingsStrings.policyReordered}</li> : null}
      {removed.map((rule) => (
        <ChangedRule key={`- ${rule.name}`} rule={rule} sign="−" words={settingsStrings.policyRemoved} />
      ))}
      {added.map((rule) => (
        <ChangedRule key={`+ ${rule.name}`} rule={rule} sign="+" words={settingsStrings.policyAdded} />
      ))}
    </ul>
  );
}

type ChangedRuleProps = { readonly rule: PolicyRule; readonly sign: "+" | "−"; readonly words: string };

function ChangedRule({ rule: { name, when, action }, sign, words }: ChangedRuleProps) {
  return (
    <li className={sign === "+" ? "policy-added" : "policy-removed"}>
      <span aria-hidden="true">{sign}</span> <span className="visually-hidden">{words}</span>
      <ShownText text={name} /> <span className="soft">{describeWhen(when)}</span>{" "}
      <span>{settingsStrings.actions[action]}</span>
    </li>
  );
}

import { isUsable } from "#core/domain/lifecycle.ts";
import { IconCheck } from "@tabler/icons-react";
import type { Resources } from "#renderer/store/shared-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { firstStepsQuery } from "./first-steps-query.ts";
import "./first-steps.css";

/** Leads through an empty workspace: each step a link, ticked once it is done. */
export function FirstSteps({ registry }: { readonly registry: Resources }) {
  const done = useQuery(firstStepsQuery).data;
  const hasAgent = registry.some(({ kind, state }) => kind === "agent" && isUsable(state));
  const steps = [
    { ...formStrings.steps.model, href: "#/settings/connections", isDone: done?.hasModel === true },
    {
      ...formStrings.steps.prompt,
      href: "#/resources/new/prompt",
      isDone: hasAgent || done?.hasOwnPrompt === true,
    },
    { ...formStrings.steps.agent, href: "#/resources/new/agent", isDone: hasAgent },
    { ...formStrings.steps.data, href: "#/data/import", isDone: done?.hasData === true },
  ];
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <section className="first-steps" aria-label={formStrings.stepsTitle}>
      <h3 className="first-steps-title">{formStrings.stepsTitle}</h3>
      <p className="soft">{formStrings.stepsText}</p>
      <ol>
        {steps.map(({ title, text, href, isDone }, at) => (
          <li key={title} className={isDone ? "first-step first-step-done" : "first-step"}>
            <span className="first-step-mark" aria-hidden="true">
              {isDone ? <IconCheck size={14} stroke={2} /> : at + 1}
            </span>
            <span className="first-step-text">
              <a
                className={at === next ? "link first-step-next" : "link"}
                href={href}
                {...(at === next ? { "aria-current": "step" as const } : {})}
              >
                {title}
              </a>
              {isDone ? <span className="visually-hidden">{formStrings.stepDone}</span> : null}
              <span className="soft">{text}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

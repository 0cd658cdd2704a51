import type { ComparisonDocument } from "#core/contract/traces.ts";
import type { ComparedField } from "#core/domain/spans/compared-fields.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { comparisonStrings } from "#renderer/strings/comparison.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import type { StepLine } from "./comparison-queries.ts";
import { readField } from "./compared-text.ts";
import { SpanHead } from "./span-head.tsx";
import { spanQuery } from "./trace-queries.ts";

type StepDifferenceProps = {
  readonly compared: ComparisonDocument;
  /** Null where none is chosen. */
  readonly line: StepLine | null;
  readonly at: number;
};

/** In what a step of both traces differs, field by field; of one that only one side has, where it is. */
export function StepDifference({ compared, line, at }: StepDifferenceProps) {
  const { left, right, first } = compared;
  return (
    <Pane id="step" title={tracesStrings.panel} className="span-pane">
      {line === null ? (
        <EmptyState title={first === null ? comparisonStrings.noDifference : comparisonStrings.noStep}>
          {first === null ? comparisonStrings.noDifferenceText : comparisonStrings.noStepText}
        </EmptyState>
      ) : (
        <>
          <StepHead line={line} isFirst={first?.line === at} />
          <p className="comparison-links">
            <StepLink trace={left.trace} step={line.left} label={comparisonStrings.openLeft} />
            <StepLink trace={right.trace} step={line.right} label={comparisonStrings.openRight} />
          </p>
          <StepFields compared={compared} line={line} />
        </>
      )}
    </Pane>
  );
}

function StepHead({ line, isFirst }: { readonly line: StepLine; readonly isFirst: boolean }) {
  const step = line.left ?? line.right;
  if (step === null) return null;
  return (
    <SpanHead name={step.name} role={step.role}>
      {isFirst ? <span className="comparison-first">{comparisonStrings.first}</span> : null}
    </SpanHead>
  );
}

type StepLinkProps = {
  readonly trace: string;
  readonly step: StepLine["left"];
  readonly label: string;
};

function StepLink({ trace, step, label }: StepLinkProps) {
  if (step === null) return null;
  return (
    <a className="link" href={hrefTo("traces", [trace], { span: step.span })}>
      {label}
    </a>
  );
}

function StepFields({ compared, line }: Omit<StepDifferenceProps, "at"> & { readonly line: StepLine }) {
  const { left, right, fields } = line;
  if (left === null) return <p className="span-note">{comparisonStrings.onlyRight}</p>;
  if (right === null) return <p className="span-note">{comparisonStrings.onlyLeft}</p>;
  if (fields.length === 0) return <p className="span-note">{comparisonStrings.sameStep}</p>;
  return (
    <FieldDifferences
      left={{ state: compared.left, span: left.span }}
      right={{ state: compared.right, span: right.span }}
      fields={fields}
    />
  );
}

type Asked = { readonly state: ComparisonDocument["left"]; readonly span: string };
type FieldDifferencesProps = {
  readonly left: Asked;
  readonly right: Asked;
  readonly fields: readonly ComparedField[];
};

function FieldDifferences({ left, right, fields }: FieldDifferencesProps) {
  const { queries } = useApp();
  const [leftQuery, rightQuery] = [spanQuery(left.state, left.span), spanQuery(right.state, right.span)];
  const [before, after] = [useQuery(leftQuery), useQuery(rightQuery)];
  return (
    <Ready of={before} onRetry={() => queries.retry(leftQuery.key)}>
      {(one) => (
        <Ready of={after} onRetry={() => queries.retry(rightQuery.key)}>
          {(other) =>
            fields.map((field) => (
              <section key={field} className="comparison-field" aria-label={comparisonStrings.fields[field]}>
                <h4 className="comparison-field-name" title={field}>
                  {comparisonStrings.fields[field]}
                </h4>
                <DiffView before={readField(one, field)} after={readField(other, field)} />
              </section>
            ))
          }
        </Ready>
      )}
    </Ready>
  );
}

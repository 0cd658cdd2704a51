import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { RunningAssessment } from "#renderer/features/improve/running/running-assessment.tsx";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { Figures } from "./figures.tsx";
import { Hypotheses } from "#renderer/features/improve/verdict/hypotheses.tsx";
import { Statistics } from "./statistics.tsx";
import { tellVerdict } from "#renderer/features/improve/verdict/verdict-words.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import "./evidence.css";

/** In what the desk's present state differs from what was measured; null where it does not. */
export type Remainder = "partial" | "edited" | null;

type EvidencePaneProps = { readonly proposal: Proposal; readonly remainder: Remainder };

/** What a change is worth: a sentence first, then what it rests on. */
export function EvidencePane({ proposal, remainder }: EvidencePaneProps) {
  const { assessment, hypotheses, isStale, rule, status, session } = proposal;
  const { meaning, text } = tellVerdict(assessment);
  // Evidence about another system claims nothing about this one, nor does the whole's about a part.
  const isOfOther = isStale || remainder !== null;
  const tone = isOfOther ? "neutral" : meaning;
  return (
    <Pane id="review-evidence" title={reviewStrings.evidence} className="review-evidence">
      {status === "assessing" && session !== null ? (
        <Running proposal={proposal.id} session={session} />
      ) : (
        <>
          {isStale ? <Stale obstacle={proposal.obstacle} /> : null}
          {remainder === null || assessment === null ? null : (
            <OfWhole text={reviewStrings.remainder[remainder]} />
          )}
          <p className={`evidence-sentence evidence-${tone}`}>
            {tone === "neutral" ? null : <Mark meaning={tone} />} {text}
          </p>
        </>
      )}
      {assessment === null ? null : (
        <div className={isOfOther ? "evidence-figures evidence-stale" : "evidence-figures"}>
          <Figures assessment={assessment} />
        </div>
      )}
      {assessment === null ? null : <Safety checks={assessment.invariants} />}
      <Section title={reviewStrings.why}>
        <Hypotheses hypotheses={hypotheses} />
      </Section>
      <Section title={reviewStrings.rule}>
        <p className="evidence-rule">{rule}</p>
      </Section>
      {assessment === null ? null : <Statistics assessment={assessment} />}
    </Pane>
  );
}

type SectionProps = { readonly title: string; readonly children: ReactNode };

function Section({ title, children }: SectionProps) {
  return (
    <section className="evidence-section">
      <h3 className="evidence-title">{title}</h3>
      {children}
    </section>
  );
}

function Running({ proposal, session }: { readonly proposal: string; readonly session: string }) {
  const assessing = useAppState((state) => state.assessing[proposal]);
  return (
    <>
      <RunningAssessment session={session} proposal={proposal} />
      {assessing === undefined ? null : (
        <Button mt={8} onClick={() => assessing.abort()}>
          {reviewStrings.assessStop}
        </Button>
      )}
    </>
  );
}

function Stale({ obstacle }: Pick<Proposal, "obstacle">) {
  return (
    <div className="evidence-stale-note">
      <div>
        <strong>{reviewStrings.staleTitle}</strong>
        <p>{reviewStrings.staleText}</p>
        {obstacle === null ? null : <p>{reviewStrings.obstacleNote}</p>}
      </div>
    </div>
  );
}

function OfWhole({ text }: { readonly text: string }) {
  return (
    <div className="evidence-stale-note" role="status">
      <p>{text}</p>
    </div>
  );
}

function Safety({ checks }: { readonly checks: Assessment["invariants"] }) {
  return (
    <Section title={reviewStrings.safety}>
      <ul className="evidence-safety">
        {checks.map(({ id, holds, detail }) => (
          <li key={id}>
            <Mark meaning={holds ? "good" : "bad"}>{id}</Mark>
            {holds ? null : <p className="evidence-detail">{detail}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

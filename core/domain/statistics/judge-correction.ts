/** How a model judge fared against human labels of a random sample. */
type JudgeSample = {
  readonly rightCalledRight: number;
  readonly rightTotal: number;
  readonly wrongCalledWrong: number;
  readonly wrongTotal: number;
};

/** Of the judge's random sample, at least this many items carry a human label. */
const MIN_LABELS = 50;
/** Below it a judge says too little: the gate refuses the metric. */
const MIN_DISCRIMINATION = 0.5;

type JudgeCorrection =
  | { readonly usable: true; readonly discrimination: number; readonly difference: number }
  | { readonly usable: false; readonly because: "few-labels" | "one-class-missing" }
  | { readonly usable: false; readonly because: "poor-judge"; readonly discrimination: number };

/** The difference that the judge would show if it never erred: Δ / (sensitivity + specificity − 1). */
export function correctForJudge(difference: number, sample: JudgeSample): JudgeCorrection {
  if (sample.rightTotal + sample.wrongTotal < MIN_LABELS) return { usable: false, because: "few-labels" };
  if (sample.rightTotal === 0 || sample.wrongTotal === 0) {
    return { usable: false, because: "one-class-missing" };
  }
  const sensitivity = sample.rightCalledRight / sample.rightTotal;
  const specificity = sample.wrongCalledWrong / sample.wrongTotal;
  const discrimination = sensitivity + specificity - 1;
  if (discrimination < MIN_DISCRIMINATION) return { usable: false, because: "poor-judge", discrimination };
  return { usable: true, discrimination, difference: difference / discrimination };
}

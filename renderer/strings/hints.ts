import type { Way } from "#core/base/ways.ts";

/** Where in this window each thing is done that a hint may advise; null where the window itself is the answer. */
const inWindow: Readonly<Record<Way, string | null>> = {
  "see-form": null,
  settings: "in Settings, or in workspace.yaml",
  verify: "Settings checks it",
  "make-workspace": null,
  "name-workspace": null,
  "fresh-address": null,
  "list-commits": "Lineage shows the commits",
  restore: "in Lineage",
  "list-resources": "Resources lists what there is",
  "show-resource": "Resources shows it",
  "list-proposals": "Improve lists them",
  "show-proposal": "open it in Improve",
  "approve-anyway": null,
  "list-evaluations": "Data lists them beside each dataset",
  "list-sessions": "Improve lists them",
  "show-session": "open it in Improve",
  "list-traces": "Traces lists them",
  "show-trace": null,
  "import-dataset": "in Data",
  "name-dataset": null,
  "name-split": null,
  "name-agent": null,
  "name-both": null,
  "answer-field": null,
  "name-fields": null,
  "other-endpoint": "under Connections in Settings",
  "trust-connection": "under Connections in Settings",
  "name-key": "under Connections in Settings",
  "allow-unknown-price":
    "the dialogs that start a session, assess a proposal or measure head have a box for it; nothing else has",
  "raise-cap": "Resume asks for it",
};

export const hintStrings = { inWindow } as const;

/** Words about branches: shown only where there is more than one, or one is made. */
export const branchStrings = {
  branch: "Branch",
  group: "Branch",
  switchTo: "Which branch the window shows",
  choose: (branch: string) => `Branch ${branch}: show another one`,
  show: (branch: string) => `Show branch ${branch}`,
  shown: (branch: string) => `Branch ${branch} is shown`,
  back: (branch: string) => `Back to ${branch}`,
  on: (branch: string) => `on branch ${branch}`,
  goesTo: (branch: string) => `Goes to branch ${branch}.`,
  goesElsewhere: (branch: string, shown: string) =>
    `This was opened on branch ${branch} and goes there. The workspace now shows ${shown}.`,
  runs: (session: string) => `session ${session} runs`,
  waiting: (count: number) => `${count} waiting`,
  create: "New branch…",
  createShort: "Branch…",
  createTitle: (commit: string) => `New branch at ${commit}`,
  createText:
    "A line of commits of its own: edits, sessions and proposals there leave the other branches as they are.",
  name: "Name",
  nameExample: "shorter-prompt",
  make: "Make it",
  made: (branch: string) => `Branch ${branch} is made`,
} as const;

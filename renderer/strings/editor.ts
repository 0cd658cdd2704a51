/** Words of the diff editor. */
export const editorStrings = {
  large: (megabytes: string) =>
    `These texts have ${megabytes} million characters; drawing their difference takes a while.`,
  tooLarge: (megabytes: string) =>
    `These texts have ${megabytes} million characters: too much to draw. Read them outside.`,
  drawAnyway: "Draw it all the same",
} as const;

export type PageHead = {
  /** As it stands in HTML: escaped already. */
  readonly title: string;
  readonly style: string;
  /** In base64, of what stands between the page's own tags. */
  readonly styleSha256: string;
  readonly scriptSha256: string;
};

/**
 * How a page begins that leaves the program and needs nothing else: up to its body. By its policy the one script and the one
 * style that are named by their hashes work, and nothing is fetched from anywhere [A24, T43].
 */
export function openPage({ title, style, styleSha256, scriptSha256 }: PageHead): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${scriptSha256}'; style-src 'sha256-${styleSha256}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>`;
}

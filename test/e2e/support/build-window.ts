import { prepareRenderer } from "#core/host/web/build-renderer.ts";

/** Before all end-to-end tests: the window they open is that of today's sources. */
async function buildWindow(): Promise<void> {
  await prepareRenderer((line) => process.stdout.write(`${line}\n`));
}

// Playwright calls the default export of a global set-up.
// eslint-disable-next-line import/no-default-export
export default buildWindow;

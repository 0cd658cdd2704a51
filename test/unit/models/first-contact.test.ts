import { expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { createFirstContact } from "#core/models/first-contact.ts";

const failing = (code: "model-timeout" | "model-unavailable") => async () =>
  Promise.reject(new AppError(code, "No.", { retryable: true }));

it("[S45] an endpoint that was never heard of is not waited for again; one that was, is", async () => {
  const inContact = createFirstContact();
  await expect(inContact(failing("model-timeout"))).rejects.toMatchObject({
    code: "model-timeout",
    retryable: false,
  });
  await expect(inContact(failing("model-unavailable"))).rejects.toMatchObject({ retryable: true });
  expect(await inContact(async () => Promise.resolve(1))).toBe(1);
  await expect(inContact(failing("model-timeout"))).rejects.toMatchObject({ retryable: true });
});

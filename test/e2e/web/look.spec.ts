import { expect, type Page } from "@playwright/test";
import { READS, test } from "#test/e2e/support/studio.ts";

test.describe("how text is set", () => {
  test.use({ kind: "typical" });

  test("[L2] no two characters are drawn as one, in any element of any view", READS, async ({ studio }) => {
    const { page, go } = studio;
    for (const place of [
      "home",
      "improve",
      "lineage/head",
      "traces",
      "resources/tool/calculator",
      "settings",
    ]) {
      await go(place);
      await expect(page.locator(".pane-title").first()).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      expect(await findLigatures(page), place).toEqual([]);
    }
  });

  test("[L2, L3] a prompt with arrows and an Arabic line is shown as it is written, in its own direction", async ({
    studio,
  }) => {
    const { page, go, ask } = studio;
    await ask(async (client) => {
      const resource = "prompt/order-clerk" as const;
      const pointer = "/messages/0/sections/2/text";
      const { variables } = await client.resources.show({ resource });
      const before = variables.find((variable) => variable.pointer === pointer)?.value;
      if (typeof before !== "string") throw new Error("no rules");
      const value = `${before}\nWrite a => b -> c, x === y, x !== z, office.`;
      await client.resources.setVariables({
        resource,
        values: [{ pointer, value }],
        message: "اكتب القواعد بوضوح => a",
      });
    });
    await go("resources/prompt/order-clerk");
    const rules = page.locator(".reading-text", { hasText: "Write a => b" });
    await expect(rules).toBeVisible();
    for (const written of ["=>", "->", "===", "!==", "ffi"])
      expect(await isDrawnApart(page, ".reading-text", written), written).toBe(true);
    await page.getByRole("button", { name: "Edit" }).nth(2).click();
    const field = page.locator("textarea").first();
    await expect(field).toHaveCSS("font-variant-ligatures", "none");
    await go("lineage/head");
    const message = page.locator(".inspector-message");
    await expect(message).toHaveAttribute("dir", "auto");
    await expect(message).toHaveCSS("direction", "rtl");
  });
});

test.describe("with the system's own few colours", () => {
  test.use({ kind: "typical", contextOptions: { forcedColors: "active" } });

  test(
    "[L4] the current view, the chosen row and a switch are still told apart",
    READS,
    async ({ studio }) => {
      const { page, go } = studio;
      await go("lineage/head");
      const current = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Lineage" });
      await expect(current).toHaveCSS("outline-style", "solid");
      await expect(page.locator(".mantine-Switch-track").first()).toBeVisible();
      const [track, thumb] = await groundsOf(page, ".mantine-Switch-track", ".mantine-Switch-thumb");
      expect(track).not.toBe(thumb);
      await go("improve/session/1");
      const chosen = page.locator(".improve-row[aria-current=page]");
      await expect(chosen).toHaveCSS("outline-style", "solid");
      await expect(page.locator(".track-stage").nth(1)).toBeVisible();
      const line = await page.evaluate(
        `getComputedStyle(document.querySelectorAll(".track-stage")[1], "::before").backgroundColor`,
      );
      expect(line).not.toBe((await groundsOf(page, "body"))[0]);
    },
  );
});

/** The colours of the grounds of the first elements of these selectors. */
async function groundsOf(page: Page, ...selectors: readonly string[]): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(
    `${JSON.stringify(selectors)}.map((selector) => getComputedStyle(document.querySelector(selector)).backgroundColor)`,
  );
}

/** Elements whose own text may be drawn with ligatures. The code editor turns them off by itself. */
async function findLigatures(page: Page): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(`[...document.querySelectorAll("body *")]
    .filter((element) => [...element.childNodes].some(({ nodeType }) => nodeType === Node.TEXT_NODE))
    .filter((element) => element.closest(".monaco-editor") === null)
    .filter((element) => getComputedStyle(element).fontVariantLigatures !== "none")
    .map((element) => element.tagName + "." + element.className)`);
}

/** Whether a text drawn as a whole is as wide as its characters drawn one by one, in the type of an element. */
async function isDrawnApart(page: Page, selector: string, text: string): Promise<boolean> {
  const difference = await page.evaluate<number>(`(() => {
    const text = ${JSON.stringify(text)};
    const box = document.querySelector(${JSON.stringify(selector)}).appendChild(document.createElement("span"));
    box.setAttribute("style", "position:absolute;white-space:pre;font-kerning:none");
    const measure = (part) => {
      box.textContent = part;
      return box.getBoundingClientRect().width;
    };
    const apart = Array.from(text, measure).reduce((sum, width) => sum + width, 0);
    const whole = measure(text);
    box.remove();
    return Math.abs(whole - apart);
  })()`);
  return difference < 0.1;
}

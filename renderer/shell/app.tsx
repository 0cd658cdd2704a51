import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useMemo } from "react";
import { AppContext, type AppParts } from "#renderer/store/app-context.ts";
import { resolveVariables, theme } from "#renderer/ui/theme/theme.ts";
import { KeptPaneWidths } from "./pane-widths.tsx";
import { createSchemeManager } from "./scheme-manager.ts";
import { Shell } from "./shell.tsx";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "#renderer/ui/theme/tokens.css";
import "#renderer/ui/theme/base.css";
import "#renderer/ui/theme/dialog.css";
import "#renderer/ui/theme/mantine-overrides.css";
import "#renderer/ui/theme/forced-colors.css";

/** The window, given what it is made of. */
export function App({ parts }: { readonly parts: AppParts }) {
  const schemeManager = useMemo(() => createSchemeManager(parts.store), [parts.store]);
  return (
    <AppContext value={parts}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        colorSchemeManager={schemeManager}
        defaultColorScheme="auto"
      >
        {/* At the left, above the feet of the views: what leads on, and was just clicked, stands at the right. */}
        <Notifications
          className="app-notifications"
          position="bottom-left"
          limit={4}
          zIndex={500}
          containerWidth={360}
        />
        <KeptPaneWidths>
          <Shell />
        </KeptPaneWidths>
      </MantineProvider>
    </AppContext>
  );
}

import {
  ActionIcon,
  Badge,
  Button,
  createTheme,
  Input,
  Kbd,
  Menu,
  Modal,
  SegmentedControl,
  Textarea,
  TextInput,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";

/** Mantine wants ten shades of its primary colour; the window draws with tokens.css, which this only lines up with. */
const INDIGO: MantineColorsTuple = [
  "#eceefd",
  "#d5d9fb",
  "#aab0f0",
  "#8f97f5",
  "#7079e6",
  "#5a63da",
  "#4850cc",
  "#4048c2",
  "#363da6",
  "#2b318a",
];

/** The neutral scale, from the lightest: what Mantine falls back to where no token of ours reaches. */
const GREY: MantineColorsTuple = [
  "#f7f8fa",
  "#eef1f5",
  "#dfe3ea",
  "#c2c9d4",
  "#a5afbd",
  "#8b95a5",
  "#5d6879",
  "#475264",
  "#2d3542",
  "#1a212c",
];

/** The dark theme's neutrals, from text to ground, in the order in which Mantine reads them. */
const DARK: MantineColorsTuple = [
  "#e4e9f0",
  "#b0bac8",
  "#919db0",
  "#67748a",
  "#3c4756",
  "#29313c",
  "#1c222b",
  "#151a21",
  "#11151b",
  "#0e1217",
];

/** Sizes and distances of the design, put in place of Mantine's own. Colours follow in `resolveVariables`. */
export const theme = createTheme({
  fontFamily: "var(--font-text)",
  fontFamilyMonospace: "var(--font-mono)",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "1.4", sm: "1.4", md: "1.4", lg: "1.4", xl: "1.4" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "18px", lineHeight: "1.4" },
      h2: { fontSize: "15px", lineHeight: "1.4" },
      h3: { fontSize: "13px", lineHeight: "1.4" },
    },
  },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "3px", sm: "4px", md: "6px", lg: "6px", xl: "6px" },
  defaultRadius: "md",
  colors: { indigo: INDIGO, gray: GREY, dark: DARK },
  primaryColor: "indigo",
  primaryShade: { light: 6, dark: 6 },
  respectReducedMotion: true,
  cursorType: "default",
  components: {
    Button: Button.extend({
      defaultProps: { variant: "default" },
      vars: () => ({
        root: { "--button-height": "28px", "--button-fz": "12px", "--button-padding-x": "10px" },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: "subtle", color: "gray" },
      vars: () => ({ root: { "--ai-size": "28px" } }),
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { "--input-height": "28px", "--input-fz": "12px", "--input-padding": "8px" } }),
    }),
    // Under its label at once: beside each other, fields stand on one line whatever is said of one of them.
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ["label", "input", "error", "description"] },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: "xs", withItemsBorders: false },
      vars: () => ({ root: { "--sc-font-size": "12px", "--sc-padding": "2px 8px" } }),
    }),
    Badge: Badge.extend({
      defaultProps: { variant: "default", size: "sm" },
    }),
    // What Mantine puts there to take the focus first is no item, and a menu may hold nothing else.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({
      defaultProps: {
        overlayProps: { color: "var(--scrim)", backgroundOpacity: 1 },
        shadow: "none",
        padding: 16,
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, withArrow: false, transitionProps: { duration: 0 } },
    }),
    Kbd: Kbd.extend({ defaultProps: { size: "xs" } }),
    // What people write runs in the direction of its script.
    Textarea: Textarea.extend({ defaultProps: { dir: "auto" } }),
    TextInput: TextInput.extend({ defaultProps: { dir: "auto" } }),
  },
});

/** Mantine's own colours, each taken from a token. */
const VARIABLES = {
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-bright": "var(--text)",
  "--mantine-color-dimmed": "var(--text-faint)",
  "--mantine-color-placeholder": "var(--text-faint)",
  "--mantine-color-anchor": "var(--text)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--surface-hover)",
  "--mantine-color-default-color": "var(--text)",
  "--mantine-color-default-border": "var(--border-strong)",
  "--mantine-color-disabled": "var(--surface-sunken)",
  "--mantine-color-disabled-color": "var(--text-faint)",
  "--mantine-color-disabled-border": "var(--border)",
  "--mantine-color-gray-light-color": "var(--text-soft)",
  "--mantine-color-gray-light-hover": "var(--surface-hover)",
  // What a button without an edge says: in either theme it is the accent that shows that it can be pressed.
  "--mantine-color-indigo-light-color": "var(--accent)",
  "--mantine-primary-color-filled": "var(--accent-fill)",
  "--mantine-primary-color-contrast": "var(--accent-on-fill)",
};

/**
 * So that Mantine's components belong to both themes. Named under each scheme, because Mantine sets its own there and what
 * stands on the root alone would lose to that.
 */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: VARIABLES,
  dark: VARIABLES,
});

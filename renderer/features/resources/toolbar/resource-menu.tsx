import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArchive,
  IconEye,
  IconClockPause,
  IconCopyPlus,
  IconDots,
  IconRotate,
} from "@tabler/icons-react";
import { useState } from "react";
import type { ResourceKey } from "#core/domain/resource.ts";
import { stepsFrom, type AskedStep } from "#renderer/features/resources/lifecycle/steps-from.ts";
import { TakeOutItems } from "#renderer/features/resources/take-out/take-out-items.tsx";
import { useTakeOut } from "#renderer/features/resources/take-out/use-take-out.ts";
import { UseDialog } from "#renderer/features/resources/take-out/use-dialog.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { takeOutStrings } from "#renderer/strings/take-out.ts";

/** As people read it, or as it is stored. */
export type Reading = "read" | "json";

export type ResourceMenuProps = {
  readonly resource: ResourceKey;
  /** "head", or the commit that is looked at. */
  readonly at: string;
  readonly shown: Resource | undefined;
  /** It is being edited as a whole: then it is neither read nor led on. */
  readonly isEditing: boolean;
  readonly reading: Reading;
  readonly onReading: (reading: Reading) => void;
  readonly onStep: (step: AskedStep) => void;
};

/** What is done with a resource now and then: how it is read, the ways out of here, a copy, and the steps that its state allows. */
export function ResourceMenu(props: ResourceMenuProps) {
  const { resource, at, shown, isEditing, reading, onReading } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [isUsing, setIsUsing] = useState(false);
  const takeOut = useTakeOut(resource, at, shown);
  const use = (): void => setIsUsing(true);
  const group = resourceStrings.group;
  const isDisabled = shown === undefined;
  useCommands("resource-take-out", [
    {
      id: "resource-take-out",
      title: takeOutStrings.open,
      group,
      isDisabled,
      run: () => setIsOpen(true),
    },
    {
      id: "resource-copy-text",
      title: takeOutStrings.copyText,
      group,
      isDisabled: takeOut.text === null,
      run: takeOut.copyText,
    },
    { id: "resource-copy-json", title: takeOutStrings.copyJson, group, isDisabled, run: takeOut.copyJson },
    {
      id: "resource-download",
      title: takeOutStrings.downloadThis,
      group,
      isDisabled,
      run: () => void takeOut.download(),
    },
    { id: "resource-use", title: takeOutStrings.use, group, isDisabled, run: use },
  ]);
  return (
    <>
      <Menu
        position="bottom-end"
        width={280}
        transitionProps={{ duration: 0 }}
        withInitialFocusPlaceholder={false}
        opened={isOpen && !isDisabled}
        onChange={setIsOpen}
      >
        <Menu.Target>
          <ActionIcon aria-label={formStrings.moreOf(resource)} disabled={isDisabled}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isEditing || reading === "json" ? null : (
            <>
              <Menu.Item
                leftSection={<IconEye size={14} stroke={1.8} aria-hidden="true" />}
                onClick={() => onReading("json")}
              >
                {resourceStrings.showJson}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          {shown === undefined ? null : <TakeOutItems shown={shown} takeOut={takeOut} onUse={use} />}
          {shown === undefined || isEditing || at !== "head" ? null : <Steps {...props} shown={shown} />}
        </Menu.Dropdown>
      </Menu>
      <UseDialog
        resource={resource}
        at={at}
        shown={shown}
        isOpen={isUsing && shown !== undefined}
        onClose={() => setIsUsing(false)}
      />
    </>
  );
}

type StepsProps = Pick<ResourceMenuProps, "resource" | "onStep"> & { readonly shown: Resource };

/** What can become of it: another one like it, and what its state allows. */
function Steps({ resource, shown, onStep }: StepsProps) {
  return (
    <>
      <Menu.Divider />
      <Menu.Item
        component="a"
        href={hrefTo("resources", ["new", shown.kind], { from: resource })}
        leftSection={<IconCopyPlus size={14} stroke={1.8} aria-hidden="true" />}
      >
        {formStrings.copyAs}
      </Menu.Item>
      {stepsFrom(shown.state).map((step) => {
        const Icon = STEP_ICONS[step];
        return (
          <Menu.Item
            key={step}
            leftSection={<Icon size={14} stroke={1.8} aria-hidden="true" />}
            onClick={() => onStep(step)}
          >
            {formStrings.lifecycle[step]}
          </Menu.Item>
        );
      })}
    </>
  );
}

const STEP_ICONS = {
  deprecate: IconClockPause,
  unregister: IconArchive,
  reactivate: IconRotate,
} as const satisfies Readonly<Record<AskedStep, unknown>>;

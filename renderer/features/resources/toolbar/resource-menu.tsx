import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { Lifecycle } from "#core/domain/lifecycle.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { stepsFrom, type AskedStep } from "./steps-from.ts";

type LifecycleMenuProps = {
  readonly resource: ResourceKey;
  readonly state: Lifecycle;
  readonly onStep: (step: AskedStep) => void;
};

/** What can become of a resource: a copy, and the steps that its state allows. */
export function LifecycleMenu({ resource, state, onStep }: LifecycleMenuProps) {
  const [kind = ""] = resource.split("/");
  return (
    <Menu position="bottom-end" width={220} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon aria-label={formStrings.moreOf(resource)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={hrefTo("resources", ["new", kind], { from: resource })}>
          {formStrings.copyAs}
        </Menu.Item>
        <Menu.Divider />
        {stepsFrom(state).map((step) => (
          <Menu.Item key={step} onClick={() => onStep(step)}>
            {formStrings.lifecycle[step]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconSearch, IconSparkles } from "@tabler/icons-react";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { askingStrings } from "#renderer/strings/asking.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";

type ResourceFilterProps = {
  readonly filter: string;
  readonly at: string;
  readonly isBusy: boolean;
  readonly onFilter: (text: string) => void;
  /** By meaning. */
  readonly onSearch: () => void;
};

/** What narrows the list: by letters as they are typed, by meaning when it is asked for; and the way to the contract of all. */
export function ResourceFilter({ filter, at, isBusy, onFilter, onSearch }: ResourceFilterProps) {
  const isAsked = useRoute().query["find"] !== undefined;
  return (
    <div className="resources-filter">
      <TextInput
        aria-label={resourceStrings.filter}
        placeholder={askingStrings.searchHint}
        leftSection={<IconSearch size={14} />}
        value={filter}
        ref={isAsked ? focusOnMount : null}
        onChange={(event) => {
          onFilter(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") onSearch();
        }}
        rightSection={
          <ActionIcon
            aria-label={askingStrings.search}
            title={askingStrings.search}
            loading={isBusy}
            disabled={filter.trim() === ""}
            onClick={() => onSearch()}
          >
            <IconSparkles size={14} />
          </ActionIcon>
        }
      />
      <Button
        className="resources-contract"
        onClick={() =>
          navigate(hrefTo("resources", [], { contract: "", at: at === "head" ? undefined : at }))
        }
      >
        {askingStrings.contract}
      </Button>
    </div>
  );
}

import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { MATRIX_FORMATS, writeMatrix, type MatrixFormat } from "#core/domain/matrix/formats.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { measuredQuery } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { saveFile } from "#renderer/ui/save-file.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { chooseExport } from "./choose-export.ts";

const TYPES: Readonly<Record<MatrixFormat, string>> = {
  csv: "text/csv",
  json: "application/json",
  html: "text/html",
};

/** Items × the versions that were measured on this dataset, as a file. Nothing is run for it. */
export function ExportMenu({ dataset }: { readonly dataset: string }) {
  const { client } = useApp();
  const act = useAct();
  const [isBusy, setIsBusy] = useState(false);
  const wanted = chooseExport(useQuery(measuredQuery).data ?? [], dataset);
  const take = async (format: MatrixFormat): Promise<void> => {
    setIsBusy(true);
    const made = await act(async () => await client.evaluations.matrix({ dataset, ...wanted }), []);
    setIsBusy(false);
    if (!made.ok) {
      toastProblem(made.error);
      return;
    }
    saveFile(`${dataset}-validation.${format}`, TYPES[format], writeMatrix(made.value, format));
    toastDone(dataStrings.exported(made.value.rows.length, made.value.columns.length, made.value.missing));
  };
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Button
          disabled={isBusy}
          title={dataStrings.exportTitle}
          rightSection={<IconChevronDown size={12} stroke={1.8} aria-hidden="true" />}
        >
          {dataStrings.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {MATRIX_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void take(format)}>
            {dataStrings.exportFormats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

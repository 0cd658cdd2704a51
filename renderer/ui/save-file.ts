/** Gives a text to the person as a file of theirs: the browser, or the shell, asks where to or puts it with the downloads. */
export function saveFile(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type }));
}

/** The same of what is no text yet. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // What was begun goes on; a second is enough for it to have begun.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/**
 * Copies text within a click or key press. Goes through a copy event because it needs no clipboard permission,
 * which the desktop host denies.
 */
export function copyText(text: string): boolean {
  let copied = false;
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = event.clipboardData !== null;
  };
  document.addEventListener('copy', put, { capture: true });
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
  return copied;
}

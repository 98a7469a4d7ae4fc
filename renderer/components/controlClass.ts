/** The one look of every box a person types or chooses in. */
const boxClass =
  'w-full min-w-0 rounded-control border border-line-strong bg-surface px-2.5 text-ui text-text motion-quick transition-colors ' +
  'hover:border-text/60 focus-visible:border-focus focus-visible:outline-offset-0 aria-invalid:border-bad [&[readonly]]:bg-sunken';

export const controlClass = `h-control ${boxClass}`;
export const textareaClass = `min-h-control resize-y py-1.5 ${boxClass}`;

export const popupClass =
  'max-h-[min(var(--available-height),320px)] overflow-auto rounded-card bg-raised p-1 text-ui shadow-overlay outline-none';

export const optionClass =
  'flex min-h-7 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 outline-none data-highlighted:bg-accent-soft data-highlighted:text-text';

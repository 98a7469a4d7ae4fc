import type { ComponentPropsWithRef } from 'react';
import { classes } from './classes.ts';
import { textareaClass } from './controlClass.ts';
import { useFieldAria } from './Field.tsx';

export function Textarea({ className, rows = 3, ...rest }: ComponentPropsWithRef<'textarea'>) {
  const aria = useFieldAria();
  return <textarea rows={rows} {...aria} {...rest} className={classes(textareaClass, className)} />;
}

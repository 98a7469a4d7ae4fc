import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from './classes.ts';
import { controlClass } from './controlClass.ts';
import { useFieldAria } from './Field.tsx';

type TextInputProps = ComponentPropsWithRef<'input'> & Readonly<{ icon?: LucideIcon; suffix?: ReactNode }>;

export function TextInput({ icon: Icon, suffix, className, ...rest }: TextInputProps) {
  const aria = useFieldAria();
  return (
    <span className={classes('relative flex min-w-0 items-center', className)}>
      {Icon && <Icon size={14} className="pointer-events-none absolute start-2.5 text-muted" aria-hidden />}
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...aria}
        {...rest}
        className={classes(controlClass, Icon && 'ps-8', suffix ? 'pe-12' : null)}
      />
      {suffix && <span className="pointer-events-none absolute end-2.5 text-muted text-small">{suffix}</span>}
    </span>
  );
}
